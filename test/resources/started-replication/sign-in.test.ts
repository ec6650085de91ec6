// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { createClient } from "../../../provider/opensearch/client/client";
import type { RawSettings } from "../../../provider/opensearch/settings/table";
import { dynamicDoor } from "../../../provider/doors/dynamic/dynamic-door";
import { bounded } from "../../../provider/doors/dynamic/handler-boundary";
import { startedReplicationHandler } from "../../../provider/resources/started-replication/handler";
import {
  addReplicationUser,
  type ClusterPair,
  REPLICATION_ROLES,
  startPair,
} from "../../../sandbox/clusters";
import { type Authority, newAuthority } from "../../sandbox/clusters/certificates";
import { changeEnvironment } from "../../support/change-environment";
import { type LoopbackSts, startSts } from "../../support/loopback-sts";
import { type ManualClock, manualClock } from "../../support/manual-clock";
import { resolved } from "../../support/resolved";
import { thrownBy } from "../../support/thrown-by";
import { startProxy, type TunnelProxy } from "../../support/tunnel-proxy";

const inputs = {
  index: "copy",
  leaderIndex: "orders",
  leaderAlias: "leader",
  useRoles: {
    leaderClusterRole: REPLICATION_ROLES.leader_cluster_role,
    followerClusterRole: REPLICATION_ROLES.follower_cluster_role,
  },
};
const key = {
  ...{ accessKey: "ASIAEXAMPLE", secretKey: "s3cret-key/+=", sessionToken: "s3ssion-token/+=" },
  ...{ region: "eu-west-1", service: "es" },
};
const secrets = {
  ...{ password: "p4ss:w%rd", token: "t0ken-of-robot", proxyPassword: "pr0xy p@ss" },
  ...{ secretKey: key.secretKey, sessionToken: key.sessionToken },
};

describe("a replication's whole life over HTTPS", () => {
  const clock: ManualClock = manualClock();
  let authority: Authority;
  let folder: string;
  let files: Record<"ca" | "cert" | "key" | "identity", string>;
  let shown: { cert: string; key: string };
  let pair: ClusterPair;
  let domain: ClusterPair;
  let sts: LoopbackSts;
  let proxy: TunnelProxy;
  let restore: () => void;

  before(async () => {
    authority = await newAuthority();
    shown = await authority.client("CN=deployer,O=test");
    folder = mkdtempSync(join(tmpdir(), "sign-in-"));
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    files = {
      ca: file("ca.pem", authority.ca),
      cert: file("client.pem", shown.cert),
      key: file("client.key", shown.key),
      identity: file("identity", "an-identity"),
    };
    file(
      "credentials",
      `[ops]\naws_access_key_id=${key.accessKey}\naws_secret_access_key=${key.secretKey}\naws_session_token=${key.sessionToken}\n`,
    );
    const tls = { ...authority.server, ca: authority.ca };
    pair = await startPair({ clock, tls, security: {} });
    domain = await startPair({ clock, tls, security: { sigV4: key } });
    addReplicationUser(pair, "repl", { password: secrets.password, tokens: [secrets.token] });
    const { leader_cluster_role: onLeader, follower_cluster_role: onFollower } = REPLICATION_ROLES;
    for (const { leader, follower } of [pair, domain]) {
      leader.security.mapRole(onLeader, ["deployer", "admin"]);
      follower.security.mapRole(onFollower, ["deployer", "admin"]);
      leader.addIndex("orders", 5);
    }
    const admins: [ClusterPair, RawSettings][] = [
      [pair, { username: "admin", password: "admin" }],
      [domain, { ...staticKeys, signAwsRequests: "true" }],
    ];
    for (const [{ leader, follower }, signIn] of admins) {
      const settings = resolved({ url: follower.url, caCert: authority.ca, ...signIn });
      await createClient(settings, { clock, proxyOf: () => "" }).request({
        ...{ doing: "connect", method: "PUT", segments: ["_cluster", "settings"] },
        body: { persistent: { "cluster.remote.leader.seeds": [leader.transportAddress] } },
      });
    }
    sts = await startSts({ ...key, expires: new Date("2099-01-01") });
    proxy = await startProxy({ password: secrets.proxyPassword });
    restore = changeEnvironment({
      AWS_ENDPOINT_URL_STS: sts.url,
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
      AWS_CONFIG_FILE: join(folder, "config"),
    });
  });
  after(async () => {
    restore();
    rmSync(folder, { recursive: true });
    await Promise.all([pair, domain, sts, proxy].map((each) => each.close()));
  });

  const staticKeys = {
    ...{ awsRegion: key.region, awsAccessKey: key.accessKey },
    ...{ awsSecretKey: key.secretKey, awsToken: key.sessionToken },
  };
  const cases: Record<string, () => { to?: ClusterPair; settings: RawSettings }> = {
    "a user name and a password": () => ({
      settings: { username: "repl", password: secrets.password, caCert: authority.ca },
    }),
    "userinfo in the address": () => {
      const { host } = new URL(pair.follower.url);
      const url = `https://repl:${encodeURIComponent(secrets.password)}@${host}`;
      return { settings: { url, caCert: files.ca } };
    },
    "a bearer's token": () => ({ settings: { token: secrets.token, caCert: files.ca } }),
    "an API key, without a check of the certificate": () => ({
      settings: { token: secrets.token, tokenName: "ApiKey", insecure: "true" },
    }),
    "a client certificate as text": () => ({
      settings: { clientCert: shown.cert, clientKey: shown.key, caCert: authority.ca },
    }),
    "a client certificate in files": () => ({
      settings: { clientCert: files.cert, clientKey: files.key, caCert: files.ca },
    }),
    "a client certificate and a password, through a proxy": () => ({
      settings: {
        ...{ clientCert: files.cert, clientKey: files.key, caCert: files.ca },
        ...{ username: "repl", password: secrets.password },
        proxy: `http://ann:${encodeURIComponent(secrets.proxyPassword)}@${proxy.host}`,
      },
    }),
    "a temporary key of AWS": () => ({ to: domain, settings: { ...staticKeys, caCert: files.ca } }),
    "a temporary key of AWS, through a proxy and with a client certificate": () => ({
      to: domain,
      settings: {
        ...{ ...staticKeys, caCert: authority.ca, clientCert: shown.cert, clientKey: shown.key },
        proxy: `http://ann:${encodeURIComponent(secrets.proxyPassword)}@${proxy.host}`,
      },
    }),
    "an assumed role of AWS": () => ({
      to: domain,
      settings: {
        ...{ awsRegion: key.region, awsAccessKey: "AKIASOURCE", awsSecretKey: "s0urce" },
        ...{ awsAssumeRoleArn: "arn:aws:iam::123456789012:role/r", caCert: files.ca },
      },
    }),
    "a web identity at AWS": () => ({
      to: domain,
      settings: {
        ...{ awsRegion: key.region, awsWebIdentityTokenFile: files.identity },
        ...{ awsWebIdentityRoleArn: "arn:aws:iam::123456789012:role/r", caCert: files.ca },
      },
    }),
    "a profile of AWS": () => ({
      to: domain,
      settings: { awsRegion: key.region, awsProfile: "ops", insecure: "true" },
    }),
    "one of two addresses": () => ({
      settings: {
        ...{ url: undefined, urls: `https://127.0.0.1:1,${pair.follower.url}` },
        ...{ username: "repl", password: secrets.password, caCert: authority.ca },
      },
    }),
  };

  for (const [number, [what, settle]] of Object.entries(cases).entries()) {
    it(`works with ${what}, and shows no secret`, async () => {
      const { to = pair, settings } = settle();
      const said: string[] = [];
      const say = (message: string) => Promise.resolve(void said.push(message));
      const handler = bounded(
        dynamicDoor(startedReplicationHandler, {
          ...{ clock, random: () => 0, environment: {} },
          log: () => ({ warn: say, info: say, status: (message) => void said.push(message) }),
          cancellation: () => new AbortController().signal,
        }),
      );
      const values: RawSettings = { url: to.follower.url, ...settings };
      const get = (name: string) => values[name.replace("opensearch:", "") as "url"];
      void handler.configure?.({ config: { get, require: (name) => get(name) ?? "" } });

      const checked = await handler.check?.({}, { ...inputs, index: `copy-${number}` });
      const wanted = checked?.inputs ?? {};
      const { id, outs = {} } = await handler.create(wanted);
      const seen = await handler.read?.(id, outs);
      const refusal = await thrownBy(handler.create({ ...wanted, index: "COPY" }));
      await handler.delete?.(id, outs);

      expect(outs).to.include({ acknowledged: true, status: "SYNCING" });
      expect(seen).to.have.property("id", `copy-${number}`);
      const isCareless = settings.insecure === "true";
      expect(said.filter((text) => text.includes("is not checked (insecure)"))).to.have.length(
        isCareless ? 4 : 0,
      );
      const all = [outs, seen, said, refusal, handler].map((each) =>
        [inspect(each, { depth: 20, showHidden: true }), JSON.stringify(each)].join(),
      );
      for (const secret of Object.values(secrets)) {
        expect(all.join()).not.to.include(secret);
        expect(all.join()).not.to.include(encodeURIComponent(secret));
      }
      expect(all.join()).not.to.match(/AWS4-HMAC|Basic [A-Za-z0-9+/]{8}|PRIVATE KEY|s0urce/);
    });
  }
});
