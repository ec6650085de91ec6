// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { type ClusterPair, connect, startPair } from "../../sandbox/clusters";
import { declaring, type EngineStack, newStack } from "../support/engine-stack";

const copy = { index: "copy", leaderIndex: "orders", leaderAlias: "leader" };
const password = "p4ssword-in-the-clear";
const token = "t0ken-in-the-clear";
const userinfo = "us3rinfo-in-the-clear";
const secrets = [password, token, userinfo, Buffer.from(`ann:${password}`).toString("base64")];

describe("credentials", function () {
  this.timeout(20 * 60_000);
  let pair: ClusterPair;
  let stack: EngineStack;

  beforeEach(async () => {
    pair = await startPair();
    pair.leader.addIndex("orders", 5);
    await connect(pair, "leader");
    stack = await newStack();
  });
  afterEach(async () => {
    await pair.close();
    stack.remove();
  });

  function programWith(leaderIndex: string): string {
    const withUserinfo = pair.follower.url.replace("://", `://ann:${userinfo}@`);
    const providers = [
      ["basic", { url: pair.follower.url, username: "ann", password }],
      ["token", { url: pair.follower.url, token }],
      ["userinfo", { url: withUserinfo }],
    ] as const;
    return declaring(
      Object.fromEntries(
        providers.map(([name]) => [
          name,
          { args: { ...copy, index: `copy-${name}`, leaderIndex }, opts: `{ provider: ${name} }` },
        ]),
      ),
      providers
        .map(
          ([name, settings]) =>
            `const ${name} = new replication.Provider("${name}", ${JSON.stringify(settings)});`,
        )
        .join("\n"),
    );
  }

  for (const [what, leaderIndex] of [
    ["a deployment that succeeds", "orders"],
    ["a deployment that fails", "missing"],
  ] as const) {
    it(`are nowhere in clear after ${what}: not in the state, not in the output, not in the logs`, async () => {
      stack.program(programWith(leaderIndex));
      const outputs: string[] = [];
      for (const command of ["preview", "up", "refresh", "destroy"]) {
        const flags = command === "preview" ? ["--diff"] : ["--yes", "--skip-preview"];
        const { output } = await stack.run([command, ...flags, "--logtostderr", "-v=1"]);
        outputs.push(output);
        if (command !== "preview") outputs.push(stack.stateText());
      }
      const everything = outputs.join("\n");
      expect(everything).to.match(leaderIndex === "orders" ? /SYNCING/ : /no such index/);
      for (const secret of secrets) {
        expect(everything.includes(secret), `found ${secret}`).to.equal(false);
        expect(everything.includes(encodeURIComponent(secret)), `found ${secret}`).to.equal(false);
      }
    });
  }

  it("reach the cluster, which is how this test knows that they were there to be leaked", async () => {
    stack.program(programWith("orders"));
    await stack.succeeds("up", "--yes", "--skip-preview");
    const sent = pair.follower.requests.map(({ authorization }) => authorization);
    expect(sent).to.include.members([
      `Basic ${Buffer.from(`ann:${password}`).toString("base64")}`,
      `Basic ${Buffer.from(`ann:${userinfo}`).toString("base64")}`,
      `Bearer ${token}`,
    ]);
  });
});
