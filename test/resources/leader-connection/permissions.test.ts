// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { PartialFailure } from "../../../provider/doors/dynamic/partial-failure";
import { leaderConnectionHandler } from "../../../provider/resources/leader-connection/handler";
import { beginLife, type Life } from "../../support/handler-life";
import { thrownBy } from "../../support/thrown-by";

type Properties = Record<string, unknown>;

/** What a connection needs. */
const rights = [
  "cluster:monitor/state",
  "cluster:admin/settings/update",
  "cluster:monitor/remote/info",
];
/** What its removal needs besides: the rules of every connection come in one list. */
const toList = {
  index_patterns: ["*"],
  allowed_actions: ["indices:admin/plugins/replication/autofollow/stats"],
};
const signIn = { username: "wirer", password: "wirer-password" };

describe("a LeaderConnection of a user who may do what it needs, and no more", () => {
  let life: Life;
  beforeEach(async () => {
    life = await beginLife({}, { security: {} });
    const { security } = life.pair.follower;
    security.setRole("wiring", {
      cluster_permissions: rights,
      index_permissions: [toList],
    });
    security.setUser(signIn.username, { password: signIn.password, roles: ["wiring"] });
  });
  afterEach(() => life.close());

  const newProcess = () => life.processOf(leaderConnectionHandler, signIn);
  const inputs = (changes: Properties = {}): Properties => ({
    ...{ alias: "eu", seeds: [life.pair.leader.transportAddress], __provider: "text" },
    ...{ adopt: false, force: false, waitFor: "connected" },
    timeouts: { create: "2m", update: "2m", delete: "2m" },
    ...changes,
  });
  const created = async (changes: Properties = {}): Promise<Properties> =>
    (await newProcess().create(inputs(changes))).outs as Properties;
  const revoke = (right: string): void => life.pair.follower.security.revoke("wiring", right);
  const removed = async (outs: Properties) => newProcess().delete?.("eu", outs);
  /** What has changed settings. The connection of the pair itself is the first. */
  const changes = (): number =>
    life.pair.follower.requests.filter(({ method }) => method === "PUT").length - 1;

  it("is made, read, changed and removed", async () => {
    const outs = await created();
    expect(outs).to.include({ connected: true });
    expect((await newProcess().read?.("eu", outs))?.props).to.deep.equal(outs);
    await newProcess().update?.("eu", outs, inputs({ skipUnavailable: true }));
    await removed(outs);
    expect(changes()).to.equal(3);
  });

  for (const right of rights) {
    it(`without ${right} is told so, and nothing has changed`, async () => {
      revoke(right);
      const error = await thrownBy(created());
      expect(error).not.to.be.instanceOf(PartialFailure);
      expect(error.message).to.include(`no permissions for [${right}]`);
      expect(error.message).to.match(/A LeaderConnection needs cluster:monitor\/state/);
      const accepted = right === "cluster:admin/settings/update" ? 1 : 0;
      expect(changes(), "a refused request at most").to.equal(accepted);
    });
  }

  it("needs no right to ask whether it is connected where it does not wait for that", async () => {
    revoke("cluster:monitor/remote/info");
    const outs = await created({ waitFor: "configured" });
    expect(outs).to.include({ connected: false });
    expect((await newProcess().read?.("eu", outs))?.id).to.equal("eu");
    await removed(outs);
  });

  it("whose settings may not be read any more is not removed, and told what it needs", async () => {
    const outs = await created();
    revoke("cluster:monitor/state");
    const error = await thrownBy(removed(outs));
    expect(error.message).to.match(
      /settings of connection "eu".*\n.*\[cluster:monitor\/state\].*\n +A LeaderConnection needs/,
    );
    expect(changes()).to.equal(1);
  });

  it("is not removed where the rules may not be listed, which is not “there are none”, unless it is forced", async () => {
    const outs = await created();
    life.pair.follower.security.setRole("wiring", { cluster_permissions: rights });
    const error = await thrownBy(removed(outs));
    expect(error.message).to.match(
      /^Whether connection "eu" is still used is not known: .*\[indices:admin.*autofollow\/stats\].*`force: true`/s,
    );
    expect((await newProcess().read?.("eu", outs))?.id).to.equal("eu");
    await removed({ ...outs, force: true });
    expect((await newProcess().read?.("eu", outs))?.id).to.equal("");
  });

  it("is not removed while there are replications of which it cannot be told over which connection they go", async () => {
    const outs = await created();
    const admin = life.newProcess({ username: "admin", password: "admin" });
    const { outs: copy = {} } = await admin.create({
      ...{ index: "copy", leaderIndex: "orders", leaderAlias: "leader" },
      useRoles: { leaderClusterRole: "all_access", followerClusterRole: "all_access" },
    });
    expect((await thrownBy(removed(outs))).message).to.match(
      /used by the replications into "copy"/,
    );
    const { security } = life.pair.follower;
    security.setRole("wiring", {
      cluster_permissions: rights,
      index_permissions: [
        toList,
        {
          index_patterns: ["*"],
          allowed_actions: ["indices:admin/plugins/replication/index/status_check"],
        },
      ],
    });
    await removed(outs);
    expect(copy).to.include({ status: "SYNCING" });
  });

  it("whose right was taken later keeps what it has, and goes on when the right is back", async () => {
    const outs = await created();
    revoke("cluster:admin/settings/update");
    const news = inputs({ skipUnavailable: true });
    const error = await thrownBy((async () => newProcess().update?.("eu", outs, news))());
    expect(error.message).to.match(/configure connection "eu".*cluster:admin\/settings\/update/s);
    expect((await newProcess().read?.("eu", outs))?.props).to.deep.equal(outs);
    life.pair.follower.security.setRole("wiring", { cluster_permissions: rights });
    const { outs: changed } = (await newProcess().update?.("eu", outs, news)) ?? {};
    expect(changed).to.include({ skipUnavailable: true, connected: true });
  });
});
