// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { PartialFailure } from "../../../provider/doors/dynamic/partial-failure";
import { addReplicationUser, REPLICATION_ROLES } from "../../../sandbox/clusters";
import { beginLife, type Life, writes } from "../../support/handler-life";
import { checkedInputs } from "../../support/replication-inputs";
import { thrownBy } from "../../support/thrown-by";

const inputs = {
  ...checkedInputs,
  useRoles: {
    leaderClusterRole: REPLICATION_ROLES.leader_cluster_role,
    followerClusterRole: REPLICATION_ROLES.follower_cluster_role,
  },
};
const signIn = { username: "repl", password: "repl-password" };

describe("a user who has only the plugin's own two roles", () => {
  let life: Life;
  beforeEach(async () => {
    life = await beginLife({}, { security: {} });
    addReplicationUser(life.pair, signIn.username, { password: signIn.password });
  });
  afterEach(() => life.close());

  const process = () => life.newProcess(signIn);
  const created = async (changes: object = {}) =>
    (await process().create({ ...inputs, ...changes })).outs!;
  const admin = () => life.newProcess({ username: "admin", password: "admin" });

  const mayDelete = (): void => {
    const { security } = life.pair.follower;
    const roles = [REPLICATION_ROLES.follower_cluster_role, "deleting"];
    security.setRole("deleting", {
      index_permissions: [{ index_patterns: ["*"], allowed_actions: ["indices:admin/delete"] }],
    });
    security.setUser(signIn.username, { password: signIn.password, roles });
  };

  it("starts, waits, and adopts what runs", async () => {
    expect(await created()).to.include({ status: "SYNCING", acknowledged: true });
    expect(await created()).to.include({ status: "SYNCING" });
  });

  it("reads what runs, what is paused and what was stopped", async () => {
    const outs = await created();
    expect((await process().read!("copy", outs)).props).to.include({ status: "SYNCING" });
    const { outs: paused = {} } = await process().update!("copy", outs, {
      ...inputs,
      paused: true,
    });
    expect((await process().read!("copy", paused)).props).to.include({ status: "PAUSED" });
    await admin().delete!("copy", paused);
    expect((await process().read!("copy", paused)).id).to.equal("");
  });

  it("pauses, changes settings and resumes", async () => {
    const outs = await created();
    const settings = { "index.refresh_interval": "5s" };
    const { outs: paused = {} } = await process().update!("copy", outs, {
      ...inputs,
      settings,
      paused: true,
    });
    expect(paused).to.include({ status: "PAUSED" });
    const { outs: resumed } = await process().update!("copy", paused, { ...inputs, settings });
    expect(resumed).to.include({ status: "SYNCING" });
  });

  it("is told which right a copy anew takes, before anything is stopped", async () => {
    const outs = await created({ paused: true });
    life.clock.advance(13 * 3_600_000);
    const forced = process().update!("copy", outs, { ...inputs, forceResume: true });
    expect((await thrownBy(forced)).message).to.match(
      /no permissions for \[indices:admin\/delete\].*Grant indices:admin\/delete/s,
    );
    expect(writes(life.pair)).not.to.include("POST /_plugins/_replication/copy/_stop");
    expect(life.pair.follower.documentCount("copy")).to.equal(100);
  });

  it("does not take a removed connection for gone", async () => {
    const outs = await created();
    const authorization = life.pair.follower.security.authorization("admin");
    await fetch(`${life.pair.follower.url}/_cluster/settings`, {
      method: "PUT",
      headers: { "content-type": "application/json", authorization },
      body: JSON.stringify({ persistent: { "cluster.remote.leader.seeds": null } }),
    });
    const { id, props } = await process().read!("copy", outs);
    expect(id).to.equal("copy");
    expect(props).to.include({ status: "PAUSED" });
  });

  it("destroys, twice", async () => {
    const outs = await created();
    await process().delete!("copy", outs);
    await process().delete!("copy", outs);
    expect((await process().read!("copy", outs)).id).to.equal("");
    expect(life.pair.follower.documentCount("copy")).to.equal(100);
  });

  it("is told before anything is stopped that a replacement under the same name needs indices:admin/delete", async () => {
    life.pair.leader.addIndex("other", 3);
    const olds = await created();
    const news = { ...inputs, leaderIndex: "other" };
    const handler = process();
    await handler.diff!("copy", olds, news);
    await handler.check!({}, news);
    const error = await thrownBy(handler.delete!("copy", olds));
    expect(error.message).to.match(
      /no permissions for \[indices:admin\/delete\].*Grant indices:admin\/delete/s,
    );
    expect((await process().read!("copy", olds)).props).to.include({ status: "SYNCING" });
  });

  it("replaces under another name", async () => {
    const olds = await created();
    const news = { ...inputs, index: "copy-2" };
    const handler = process();
    await handler.diff!("copy", olds, news);
    await handler.check!({}, news);
    await handler.delete!("copy", olds);
    expect((await handler.create(news)).outs).to.include({ status: "SYNCING" });
  });

  it("is told which permission deleting the index on destroy needs, before anything is stopped", async () => {
    const outs = await created({ onDestroy: "deleteIndex" });
    const error = await thrownBy(process().delete!("copy", outs));
    expect(error.message).to.match(/indices:admin\/delete/);
    expect(writes(life.pair)).not.to.include("POST /_plugins/_replication/copy/_stop");
    expect((await process().read!("copy", outs)).props).to.include({ status: "SYNCING" });
  });

  it("never deletes by a replacement what may not be looked at: it may be a promoted copy", async () => {
    const olds = await created();
    await admin().delete!("copy", olds);
    const { follower } = life.pair;
    const authorization = follower.security.authorization("admin");
    const headers = { "content-type": "application/json", authorization };
    await fetch(`${follower.url}/copy/_doc/mine`, { method: "PUT", headers, body: "{}" });
    mayDelete();
    life.pair.leader.addIndex("other", 3);
    const news = { ...inputs, leaderIndex: "other" };
    const handler = process();
    await handler.check!(inputs, news);
    await handler.diff!("copy", olds, news);
    await handler.check!({}, news);
    const error = await thrownBy(handler.delete!("copy", olds));
    expect(error.message).to.match(/this user may not read its settings/);
    expect(follower.documentCount("copy")).to.equal(101);
  });

  it("who may delete, too, replaces, and is warned once that nobody has seen a copy", async () => {
    const olds = await created();
    mayDelete();
    life.pair.leader.addIndex("other", 3);
    const news = { ...inputs, leaderIndex: "other" };
    const handler = process();
    await handler.check!(inputs, news);
    await handler.diff!("copy", olds, news);
    await handler.check!({}, news);
    await handler.delete!("copy", olds);
    expect((await handler.create(news)).outs).to.include({ status: "SYNCING" });
    expect(life.pair.follower.documentCount("copy")).to.equal(3);
    expect(life.warnings).to.have.length(1);
    expect(life.warnings[0]).to.match(/"copy" is a copy .* was not verified: that takes indices:/);
  });

  it("is told what a role lacks, and nothing is saved", async () => {
    const error = await thrownBy(
      created({ useRoles: { leaderClusterRole: "nope", followerClusterRole: "nope" } }),
    );
    expect(error.message).to.match(
      /No mapping for User.*on roles \[.*The text names the role, at its end, that does not exist/s,
    );
    expect(error).not.to.be.instanceOf(PartialFailure);
    const missing = await thrownBy(created({ useRoles: undefined }));
    expect(missing.message).to.match(/roles are mandatory.*set useRoles/s);
  });

  it("with a wrong password is told how to sign in", async () => {
    const handler = life.newProcess({ ...signIn, password: "wrong" });
    const error = await thrownBy(handler.create(inputs));
    expect(error.message).to.match(
      /Unauthorized \(HTTP 401\)\.\n\s*Set the sign-in.*\n +Refused was user "[a-z]+" of the Provider/s,
    );
    expect(error.message).not.to.include("wrong");
  });

  it("whose right to read the leader is taken finds the replication paused, with the reason, and resumes it when the right is back", async () => {
    const outs = await created();
    const { leader } = life.pair;
    const role = REPLICATION_ROLES.leader_cluster_role;
    const changes = "indices:data/read/plugins/replication/changes";
    leader.security.revoke(role, changes);
    leader.addDocuments("orders", 1);
    life.clock.advance(60_000);
    const { props = {} } = await process().read!("copy", outs);
    expect(props).to.include({ status: "PAUSED" });
    expect(props["reason"]).to.match(/AutoPaused.*no permissions for \[indices:data\/read/);
    expect(await process().diff!("copy", props, inputs)).to.include({ changes: true });
    leader.security.setRole(role, {
      index_permissions: [
        {
          index_patterns: ["*"],
          allowed_actions: [
            "indices:admin/plugins/replication/index/setup/validate",
            changes,
            "indices:data/read/plugins/replication/file_chunk",
          ],
        },
      ],
    });
    const { outs: again } = await process().update!("copy", props, inputs);
    expect(again).to.include({ status: "SYNCING" });
    expect(life.pair.follower.documentCount("copy")).to.equal(101);
  });
});
