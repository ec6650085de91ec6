// SPDX-License-Identifier: Apache-2.0
import * as installed from "@aws-sdk/credential-providers";
import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import type { CredentialProviders } from "../../../../provider/opensearch/sign-in/aws-credentials";
import { ConfigurationError } from "../../../../provider/opensearch/answers/errors";
import type { RawSettings } from "../../../../provider/opensearch/settings/table";
import { gatherSettings } from "../../../../provider/opensearch/settings/precedence";
import type { ClusterPair } from "../../../../sandbox/clusters";
import { changeEnvironment } from "../../../support/change-environment";
import { json, startServer } from "../../../support/loopback-server";
import { type LoopbackSts, startSts } from "../../../support/loopback-sts";
import { manualClock } from "../../../support/manual-clock";
import { clientOf, ping } from "../../../support/resolved";
import { thrownBy } from "../../../support/thrown-by";
import { startProxy, type TunnelProxy } from "../../../support/tunnel-proxy";
import { domainKey, startDomain } from "./rig";

const roleArn = "arn:aws:iam::123456789012:role/replication";
const temporary = {
  accessKey: "ASIATEMPORARY",
  secretKey: "temporary-s3cret",
  sessionToken: "temporary-t0ken/+=",
};

describe("credentials for AWS, by AWS's own package", () => {
  let folder: string;
  let sts: LoopbackSts;
  let domain: ClusterPair;
  let restore: () => void;
  const clock = manualClock();

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "aws-"));
    // AWS's package has a clock of its own.
    sts = await startSts({ ...temporary, expires: new Date("2099-01-01") });
    domain = await startDomain(temporary, { clock });
    restore = changeEnvironment({
      AWS_ENDPOINT_URL_STS: sts.url,
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
      AWS_CONFIG_FILE: join(folder, "config"),
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_SESSION_TOKEN: undefined,
      AWS_PROFILE: undefined,
      AWS_ROLE_ARN: undefined,
      AWS_WEB_IDENTITY_TOKEN_FILE: undefined,
    });
  });
  afterEach(async () => {
    restore();
    rmSync(folder, { recursive: true });
    await Promise.all([sts.close(), domain.close()]);
  });

  const client = (settings: RawSettings) =>
    clientOf(
      {
        url: domain.follower.url,
        signAwsRequests: "true",
        awsRegion: domainKey.region,
        ...settings,
      },
      { clock },
    );
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const profile = ({ accessKey, secretKey, sessionToken }: typeof temporary): string =>
    `[ops]\naws_access_key_id = ${accessKey}\naws_secret_access_key = ${secretKey}\naws_session_token = ${sessionToken}\n`;
  const keys = { awsAccessKey: "AKIASOURCE", awsSecretKey: "source-s3cret" };

  it("assume a role with static keys, an external id and a session's name", async () => {
    const found = client({
      ...{ ...keys, awsAssumeRoleArn: roleArn },
      ...{ awsAssumeRoleExternalId: "outside", awsAssumeRoleSessionName: "ci" },
    });
    expect(await found.request(ping)).to.have.property("version");
    expect(Object.fromEntries(sts.asked[0] ?? [])).to.include({
      ...{ Action: "AssumeRole", RoleArn: roleArn },
      ...{ ExternalId: "outside", RoleSessionName: "ci" },
    });
    expect(sts.arrived[0]?.headers.authorization).to.match(
      /Credential=AKIASOURCE\/\d+\/eu-west-1\/sts/,
    );
  });

  it("take a web identity from its file", async () => {
    const awsWebIdentityTokenFile = file("token", "id-t0ken");
    const found = client({ awsWebIdentityRoleArn: roleArn, awsWebIdentityTokenFile });
    expect(await found.request(ping)).to.have.property("version");
    expect(Object.fromEntries(sts.asked[0] ?? [])).to.include({
      ...{ Action: "AssumeRoleWithWebIdentity", RoleArn: roleArn, WebIdentityToken: "id-t0ken" },
      RoleSessionName: "pulumi-opensearch-replication",
    });
  });

  it("assume a role with a web identity", async () => {
    const awsWebIdentityTokenFile = file("token", "id-t0ken");
    const found = client({
      ...{ awsWebIdentityRoleArn: `${roleArn}-first`, awsWebIdentityTokenFile },
      awsAssumeRoleArn: roleArn,
    });
    expect(await found.request(ping)).to.have.property("version");
    expect(sts.asked.map((asked) => [asked.get("Action"), asked.get("RoleArn")])).to.deep.equal([
      ["AssumeRoleWithWebIdentity", `${roleArn}-first`],
      ["AssumeRole", roleArn],
    ]);
  });

  it("come from a profile of the shared files", async () => {
    file("credentials", profile(temporary));
    expect(await client({ awsProfile: "ops" }).request(ping)).to.have.property("version");
    const missing = await thrownBy(client({ awsProfile: "nobody" }).request(ping));
    expect(missing).to.be.instanceOf(ConfigurationError);
    expect(missing.message).to.match(/Could not get AWS credentials from the profile "nobody"/);
  });

  it("come from the default chain where nothing is said", async () => {
    file("credentials", profile(temporary).replace("[ops]", "[default]"));
    expect(await client({}).request(ping)).to.have.property("version");
  });

  it("of the environment sign without any package", async () => {
    const raw = gatherSettings(
      (name) => ({ url: domain.follower.url, awsRegion: domainKey.region })[name as "url"],
      {
        AWS_ACCESS_KEY_ID: temporary.accessKey,
        AWS_SECRET_ACCESS_KEY: temporary.secretKey,
        AWS_SESSION_TOKEN: temporary.sessionToken,
      },
    );
    const providers = (): never => expect.fail("The package was asked for.");
    expect(await clientOf(raw, { clock, providers }).request(ping)).to.have.property("version");
  });

  it("are renewed before they expire, and asked for once by calls at the same time", async () => {
    sts.gives = { ...temporary, expires: new Date(clock.now() + 3_600_000) };
    const found = client({ ...keys, awsAssumeRoleArn: roleArn });
    await Promise.all([1, 2, 3].map(() => found.request(ping)));
    clock.advance(54 * 60_000);
    await found.request(ping);
    expect(sts.asked).to.have.length(1);
    clock.advance(2 * 60_000);
    sts.gives = { ...temporary, expires: new Date(clock.now() + 3_600_000) };
    await Promise.all([1, 2, 3].map(() => found.request(ping)));
    expect(sts.asked).to.have.length(2);
  });

  it("that are refused are explained without a secret, and asked for anew by the next call", async () => {
    const granted = sts.gives;
    sts.gives = `User is not authorized to perform: sts:AssumeRole with source-s3cret`;
    const found = client({ ...keys, awsAssumeRoleArn: roleArn });
    const error = await thrownBy(found.request(ping));
    expect(error).to.be.instanceOf(ConfigurationError);
    expect(error.message).to.match(
      /the role arn:aws:iam::123456789012:role\/replication, assumed with the keys awsAccessKey and awsSecretKey: AccessDenied: User is not authorized to perform: sts:AssumeRole with \*\*\*/,
    );
    expect(inspect(error, { depth: 20, showHidden: true })).not.to.include("source-s3cret");
    expect(domain.follower.requests).to.deep.equal([]);
    sts.gives = granted;
    expect(await found.request(ping)).to.have.property("version");
  });

  it("that a provider gave are taken out of what a server echoes", async () => {
    sts.gives = { ...temporary, secretKey: "another", expires: new Date("2099-01-01") };
    const found = client({ ...keys, awsAssumeRoleArn: roleArn });
    const error = await thrownBy(found.request({ ...ping, segments: ["a"] }));
    expect(error.message).to.match(/signature we calculated does not match/);
    for (const thing of [error, found]) {
      const shown = inspect(thing, { depth: 20, showHidden: true }) + JSON.stringify(thing);
      for (const secret of [temporary.sessionToken, "another", keys.awsSecretKey]) {
        expect(shown).not.to.include(secret);
      }
    }
  });

  it("that a provider gave are taken out of what echoes them word for word", async () => {
    const echo = await startServer(({ headers }) =>
      json(400, {
        error: {
          type: "t",
          reason: `${String(headers["x-amz-security-token"])} ${temporary.secretKey}`,
        },
      }),
    );
    try {
      const found = client({ ...keys, awsAssumeRoleArn: roleArn, url: echo.url });
      expect((await thrownBy(found.request(ping))).message).to.include("\nt: *** *** (HTTP 400)");
    } finally {
      await echo.close();
    }
  });

  describe("through a proxy", () => {
    const assumed = { ...keys, awsAssumeRoleArn: roleArn };
    const stsHost = (): string => new URL(sts.url).host;
    const asked = async (
      options: Parameters<typeof startProxy>[0],
      work: (proxy: TunnelProxy) => Promise<void>,
    ): Promise<void> => {
      const proxy = await startProxy(options);
      try {
        await work(proxy);
      } finally {
        await proxy.close();
      }
    };

    it("come through the one that is set, with its sign-in", () =>
      asked({ password: "pr0xy" }, async (proxy) => {
        const at = `http://ann:pr0xy@${proxy.host}`;
        expect(await client({ ...assumed, proxy: at }).request(ping)).to.have.property("version");
        expect(proxy.asked[0]).to.equal(stsHost());
        expect(sts.arrived[0]?.headers).not.to.have.property("proxy-authorization");
      }));

    it("of a web identity do, too", () =>
      asked({}, async (proxy) => {
        const awsWebIdentityTokenFile = file("token", "id-t0ken");
        const settings = { awsWebIdentityRoleArn: roleArn, awsWebIdentityTokenFile };
        await client({ ...settings, proxy: proxy.url }).request(ping);
        expect(proxy.asked[0]).to.equal(stsHost());
      }));

    it("come through the environment's, also where NO_PROXY leaves out the cluster alone", () =>
      asked({}, async (proxy) => {
        const proxyOf = (address: string): string => (/amazonaws/.test(address) ? proxy.url : "");
        const settings = { url: domain.follower.url, signAwsRequests: "true", ...assumed };
        const found = clientOf({ ...settings, awsRegion: domainKey.region }, { clock, proxyOf });
        expect(await found.request(ping)).to.have.property("version");
        expect(proxy.asked).to.deep.equal([stsHost()]);
      }));

    for (const [refuse, said] of [
      [407, /the proxy answered HTTP 407 instead of opening a tunnel/],
      ["never", /the proxy cannot be used: no answer within requestTimeout \(200 ms\)/],
    ] as const) {
      it(`are explained where it answers ${refuse}`, () =>
        asked({ refuse }, async (proxy) => {
          const settings = { ...assumed, proxy: proxy.url, requestTimeout: "200ms" };
          const error = await thrownBy(client(settings).request(ping));
          expect(error).to.be.instanceOf(ConfigurationError);
          expect(error.message).to.match(said);
          expect(sts.arrived).to.have.length(0);
        }));
    }

    it("are refused by name where the environment's is of a kind that is not supported", async () => {
      const proxyOf = (address: string): string => (/amazonaws/.test(address) ? "socks5://p" : "");
      const settings = { url: domain.follower.url, signAwsRequests: "true", ...assumed };
      const found = clientOf({ ...settings, awsRegion: domainKey.region }, { clock, proxyOf });
      expect((await thrownBy(found.request(ping))).message).to.match(/scheme "socks5"/);
    });
  });

  it("of a configured profile come from nowhere else where it is missing", async () => {
    const restoreMore = changeEnvironment({
      AWS_ACCESS_KEY_ID: temporary.accessKey,
      AWS_SECRET_ACCESS_KEY: temporary.secretKey,
      AWS_ROLE_ARN: roleArn,
      AWS_WEB_IDENTITY_TOKEN_FILE: file("token", "id-t0ken"),
    });
    try {
      const missing = await thrownBy(client({ awsProfile: "nobody" }).request(ping));
      expect(missing.message).to.match(/Could not get AWS credentials from the profile "nobody"/);
      expect(sts.asked).to.deep.equal([]);
    } finally {
      restoreMore();
    }
  });

  it("of a configured web identity hide the environment's keys and profile", async () => {
    file("credentials", profile({ ...temporary, secretKey: "wrong" }));
    const restoreMore = changeEnvironment({
      AWS_ACCESS_KEY_ID: "AKIAOTHER",
      AWS_SECRET_ACCESS_KEY: "other",
      AWS_PROFILE: "ops",
    });
    try {
      const awsWebIdentityTokenFile = file("token", "id-t0ken");
      await client({ awsWebIdentityRoleArn: roleArn, awsWebIdentityTokenFile }).request(ping);
      expect(sts.asked.map((one) => one.get("Action"))).to.deep.equal([
        "AssumeRoleWithWebIdentity",
      ]);
    } finally {
      restoreMore();
    }
  });

  it("of the environment are found in the SDK's own order", async () => {
    file("credentials", profile(temporary));
    const restoreMore = changeEnvironment({
      AWS_ACCESS_KEY_ID: "AKIAOTHER",
      AWS_SECRET_ACCESS_KEY: "other",
      AWS_PROFILE: "ops",
    });
    try {
      const settings = { url: domain.follower.url, awsRegion: domainKey.region };
      const raw = gatherSettings((name) => settings[name as "url"], process.env);
      expect(await clientOf(raw, { clock }).request(ping)).to.have.property("version");
    } finally {
      restoreMore();
    }
  });

  it("are asked for as the package declares it", () => {
    const { fromIni, fromNodeProviderChain, fromTemporaryCredentials, fromTokenFile } = installed;
    const used: CredentialProviders = {
      ...{ fromIni, fromNodeProviderChain, fromTemporaryCredentials, fromTokenFile },
    };
    expect(Object.values(used).map((each: unknown) => typeof each)).to.deep.equal(
      Array(4).fill("function"),
    );
  });
});
