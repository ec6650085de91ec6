// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { newAuthority } from "../sandbox/clusters/certificates";
import { declaring, type EngineStack, newStack } from "../support/engine-stack";
import { startProxy, type TunnelProxy } from "../support/tunnel-proxy";

const clear = {
  secretKey: "aws-s3cret-in-the-clear",
  sessionToken: "aws-s3ssion-in-the-clear",
  apiKey: "ap1-key-in-the-clear",
  proxyPassword: "pr0xy-in-the-clear",
  urlPassword: "urls-in-the-clear",
};

/** The body of a PEM text, line by line, since a state file or a log may break lines differently. */
const lines = (pem: string): string[] =>
  pem.split("\n").filter((line) => line.length > 20 && !line.startsWith("-----"));

describe("the secrets of every other kind of sign-in", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let proxy: TunnelProxy;
  let stack: EngineStack;
  let providers: Record<string, Record<string, unknown>>;
  let secrets: string[];

  beforeEach(async () => {
    const authority = await newAuthority();
    const shown = await authority.client("CN=deployer,O=test");
    pair = await startPair();
    pair.leader.addIndex("orders", 5);
    await connect(pair, "leader");
    proxy = await startProxy({ password: clear.proxyPassword });
    stack = await newStack();
    const { url } = pair.follower;
    const awsKeys = { awsAccessKey: "AKIAEXAMPLE", awsSecretKey: clear.secretKey };
    providers = {
      aws: { url, ...awsKeys, awsToken: clear.sessionToken, awsRegion: "eu-west-1" },
      apiKey: { url, token: clear.apiKey, tokenName: "ApiKey" },
      certificate: { url, clientCert: shown.cert, clientKey: shown.key, caCert: authority.ca },
      proxy: { url, proxy: proxy.url.replace("://", `://ann:${clear.proxyPassword}@`) },
      urls: { urls: [url.replace("://", `://ann:${clear.urlPassword}@`)] },
    };
    secrets = [
      ...Object.values(clear),
      ...lines(shown.key),
      ...[clear.proxyPassword, clear.urlPassword].map((password) =>
        Buffer.from(`ann:${password}`).toString("base64"),
      ),
    ];
  });
  afterEach(async () => {
    await proxy.close();
    await pair.close();
    stack.remove();
  });

  /** A replication and a connection for each kind. */
  function programWith(leaderIndex: string): string {
    const names = Object.keys(providers);
    const before = Object.entries(providers).map(
      ([name, settings]) =>
        `const ${name} = new replication.Provider("${name}", ${JSON.stringify(settings)});
         new replication.LeaderConnection("${name}", { alias: "${name}", seeds: ["${pair.leader.transportAddress}"] }, { provider: ${name} });`,
    );
    const replications = names.map((name) => [
      name,
      {
        args: { index: `copy-${name.toLowerCase()}`, leaderIndex, leaderAlias: "leader" },
        opts: `{ provider: ${name} }`,
      },
    ]);
    return declaring(
      Object.fromEntries(replications) as Parameters<typeof declaring>[0],
      before.join("\n"),
    );
  }

  for (const [what, leaderIndex, shows] of [
    ["a deployment that succeeds", "orders", /\+ 16 created/],
    ["a deployment that fails", "missing", /no such index/],
  ] as const) {
    it(`are nowhere in clear after ${what}: not in the state, not in the output, not in the logs`, async () => {
      stack.program(programWith(leaderIndex));
      const outputs: string[] = [];
      for (const command of ["preview", "up", "refresh", "destroy"] as const) {
        const flags = {
          preview: ["--diff"],
          up: ["--yes", "--skip-preview", "--continue-on-error"],
          refresh: ["--yes", "--skip-preview"],
          destroy: ["--yes", "--skip-preview"],
        }[command];
        const { output } = await stack.run([command, ...flags, "--logtostderr", "-v=1"]);
        outputs.push(output);
        if (command !== "preview") outputs.push(stack.stateText());
      }
      const everything = outputs.join("\n");
      expect(everything).to.match(shows);
      for (const secret of secrets) {
        expect(everything.includes(secret), `found ${secret}`).to.equal(false);
        expect(everything.includes(encodeURIComponent(secret)), `found ${secret}`).to.equal(false);
      }
      // Which is how this test knows that they were there to be leaked.
      const sent = pair.follower.requests.map(({ authorization = "" }) => authorization);
      expect(sent.some((text) => text === `ApiKey ${clear.apiKey}`)).to.equal(true);
      expect(sent.some((text) => text.startsWith("AWS4-HMAC-SHA256 Credential=AKIA"))).to.equal(
        true,
      );
      expect(proxy.signIns).to.include(
        `Basic ${Buffer.from(`ann:${clear.proxyPassword}`).toString("base64")}`,
      );
    });
  }
});
