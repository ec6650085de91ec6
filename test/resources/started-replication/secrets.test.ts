// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { inspect } from "node:util";
import { addReplicationUser, REPLICATION_ROLES } from "../../../sandbox/clusters";
import { beginLife, type Life } from "../../support/handler-life";

const password = "p4ss/word in the clear%";
const token = "t0ken-in-the-clear";
const inputs = {
  index: "copy",
  leaderIndex: "orders",
  leaderAlias: "leader",
  useRoles: {
    leaderClusterRole: REPLICATION_ROLES.leader_cluster_role,
    followerClusterRole: REPLICATION_ROLES.follower_cluster_role,
  },
  waitFor: "caughtUp",
  timeouts: { create: "2m", update: "2m", delete: "2m" },
  __provider: "text",
};
type Inputs = Record<string, unknown>;

/** How the credentials come in. */
const signIns: Record<string, (url: string) => Record<string, string>> = {
  "user name and password": () => ({ username: "repl", password }),
  "a token": () => ({ token }),
  "userinfo in the url": (url) => ({
    url: url.replace("://", `://repl:${encodeURIComponent(password)}@`),
  }),
  "a wrong password": () => ({ username: "nobody", password }),
};

/** What is done with them; each step may fail. */
const scenarios: Record<
  string,
  (life: Life, handler: ReturnType<Life["newProcess"]>) => Promise<unknown>[]
> = {
  "create, read, update and delete": (_life, handler) => {
    const created = handler.create(inputs).then(({ outs }) => outs as Inputs);
    const then = (step: (outs: Inputs) => Promise<unknown>) =>
      created.catch(() => inputs).then(step);
    const read = then((outs) => handler.read!("copy", outs));
    const updated = read
      .catch(() => undefined)
      .then(() => handler.update!("copy", inputs, { ...inputs, paused: true }));
    const deleted = updated.catch(() => undefined).then(() => handler.delete!("copy", inputs));
    return [created, read, updated, deleted];
  },
  "a refused start": (_life, handler) => [handler.create({ ...inputs, leaderIndex: "missing" })],
  "a failed bootstrap": (life, handler) => {
    life.pair.follower.failBootstrap("copy");
    return [handler.create(inputs)];
  },
  "a cluster that is down": (life, handler) => {
    life.pair.follower.goDown();
    return [handler.create(inputs), handler.read!("copy", inputs), handler.delete!("copy", inputs)];
  },
  "a check and a diff": (_life, handler) => [
    handler.check!({}, { ...inputs, nope: 1 }),
    handler.diff!("copy", { ...inputs, status: "FAILED" }, inputs),
  ],
};

describe("credentials", () => {
  let life: Life;
  beforeEach(async () => {
    life = await beginLife({}, { security: {} });
    addReplicationUser(life.pair, "repl", { password, tokens: [token] });
  });
  afterEach(() => life.close());

  const basic = (name: string) => Buffer.from(`${name}:${password}`).toString("base64");
  const secrets = [password, encodeURIComponent(password), token, basic("repl"), basic("nobody")];

  for (const [how, settings] of Object.entries(signIns)) {
    for (const [what, act] of Object.entries(scenarios)) {
      it(`given as ${how} are in nothing that comes of ${what}`, async () => {
        const handler = life.newProcess(settings(life.pair.follower.url));
        const results = await Promise.allSettled(act(life, handler));
        const { warnings, infos, statuses } = life;
        const shown = [
          ...results.map((result) => inspect(result, { depth: 30, showHidden: true })),
          JSON.stringify([results, warnings, infos, statuses]),
        ].join("\n");
        for (const secret of secrets) expect(shown.includes(secret), secret).to.equal(false);
      });
    }

    it(`given as ${how} do reach the cluster, or the tests above would prove nothing`, async () => {
      const handler = life.newProcess(settings(life.pair.follower.url));
      await Promise.allSettled([handler.create(inputs)]);
      const sent = life.pair.follower.requests.map(({ authorization }) => authorization ?? "");
      expect(sent.some((header) => secrets.some((secret) => header.includes(secret)))).to.equal(
        true,
      );
    });
  }
});
