// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { memoryJournal } from "../../../provider/lifecycle/claims/journal";
import type { SignedNote } from "../../../provider/lifecycle/claims/note";
import { autoFollowRuleHandler } from "../../../provider/resources/auto-follow-rule/handler";
import { addReplicationUser, REPLICATION_ROLES } from "../../../sandbox/clusters";
import { ask as send } from "../../support/ask";
import { beginLife, type Life } from "../../support/handler-life";
import { thrownBy } from "../../support/thrown-by";

type Properties = Record<string, unknown>;
type Process = ReturnType<Life["processOf"]>;

const rulePath = "/_plugins/_replication/_autofollow";
const follows = { name: "logs", leaderAlias: "leader", pattern: "logs-*", __provider: "text" };

describe("the life of an AutoFollowRule", () => {
  let life: Life;
  beforeEach(async () => {
    life = await beginLife();
    life.pair.leader.addIndex("logs-1", 3);
  });
  afterEach(() => life.close());

  const newProcess = (): Process => life.processOf(autoFollowRuleHandler);
  const ask = async (method: string, path: string, body?: unknown): Promise<Properties> =>
    (await send(life.pair.follower, method, path, body)).body;
  const status = async (index: string): Promise<unknown> =>
    (await ask("GET", `/_plugins/_replication/${index}/_status`))["status"];

  async function checked(changes: Properties = {}, process = newProcess(), olds: Properties = {}) {
    const { inputs, failures } = (await process.check?.(olds, { ...follows, ...changes })) ?? {};
    expect(failures).to.deep.equal([]);
    return inputs as Properties;
  }

  async function created(changes: Properties = {}): Promise<Properties> {
    return (await newProcess().create(await checked(changes))).outs as Properties;
  }

  /** The rules as the statistics list them, as `name: pattern`. */
  async function rules(): Promise<string[]> {
    const { autofollow_stats: listed } = await ask(
      "GET",
      "/_plugins/_replication/autofollow_stats",
    );
    return (listed as { name: string; pattern: string }[]).map(
      ({ name, pattern }) => `${name}: ${pattern}`,
    );
  }

  /** Makes the rule's followers come about. */
  async function followed(): Promise<void> {
    life.clock.advance(60_000);
    expect(await status("logs-1")).to.equal("SYNCING");
  }

  describe("create", () => {
    it("makes a rule that follows what is there and what comes", async () => {
      const { id, outs } = await newProcess().create(await checked());
      expect(id).to.equal("leader:logs");
      expect(outs).to.deep.include({ acknowledged: true, clusterUuid: life.pair.follower.uuid });
      await followed();
      life.pair.leader.addIndex("logs-2", 1);
      life.clock.advance(60_000);
      expect(await status("logs-2")).to.equal("SYNCING");
    });

    it("matches an index whose name is taken on the follower -> a refresh names it, and keeps it for the next preview", async () => {
      life.pair.leader.addIndex("logs-taken", 1);
      life.pair.follower.addIndex("logs-taken", 1);
      const { id, outs } = await newProcess().create(await checked());
      await followed();
      const { props } = await newProcess().read!(id, outs);
      expect(props).to.deep.include({ unfollowed: ["logs-taken"] });
    });

    it("sends what is given, in the API's words, and nothing else", async () => {
      life.pair.follower.version = "3.8.0";
      await created({
        useRoles: { leaderClusterRole: "l", followerClusterRole: "f" },
        settings: { number_of_replicas: 1 },
        followerIndexPattern: "{{leader_index}}-copy",
      });
      const sent = life.pair.follower.requests.find(({ path }) => path === rulePath);
      expect(JSON.parse(sent?.body ?? "")).to.deep.equal({
        name: "logs",
        leader_alias: "leader",
        pattern: "logs-*",
        use_roles: { leader_cluster_role: "l", follower_cluster_role: "f" },
        settings: { "index.number_of_replicas": "1" },
        follower_index_pattern: "{{leader_index}}-copy",
      });
    });

    for (const version of ["3.4.0", "3.8.0"]) {
      it(`takes over the same rule on ${version}, as after a killed deployment, with a warning`, async () => {
        life.pair.follower.version = version;
        await created();
        expect(await created()).to.include({ acknowledged: true });
        expect(life.warnings).to.have.length(1);
        expect(life.warnings[0]).to.match(/rule "logs" of connection "leader" already exists/);
        expect(await rules()).to.deep.equal(["logs: logs-*"]);
      });
    }

    it("refuses a rule of that name for another pattern before it would be overwritten", async () => {
      life.pair.follower.version = "3.8.0";
      await created();
      const error = await thrownBy(created({ pattern: "metrics-*" }));
      expect(error.message).to.match(/already has an auto-follow rule "logs", for "logs-\*"/);
      const posts = life.pair.follower.requests.filter(({ method }) => method === "POST");
      expect(posts).to.have.length(1);
    });

    it("replaces it before 3.6, where only the refusal tells whose it is", async () => {
      await created();
      await created({ pattern: "metrics-*" });
      expect(await rules()).to.deep.equal(["logs: metrics-*"]);
      expect(life.warnings.join()).to.match(/already exists, for "logs-\*", and is replaced/);
    });

    it("does not mind a rule of that name of another connection", async () => {
      life.pair.follower.version = "3.8.0";
      const seeds = { "cluster.remote.second.seeds": [life.pair.leader.transportAddress] };
      await ask("PUT", "/_cluster/settings", { persistent: seeds });
      await created({ leaderAlias: "second", pattern: "metrics-*" });
      await created();
      expect(await rules()).to.have.members(["logs: metrics-*", "logs: logs-*"]);
    });

    it("names the release that a follower name pattern needs, before anything is sent", async () => {
      const error = await thrownBy(created({ followerIndexPattern: "{{leader_index}}-f" }));
      expect(error.message).to.match(
        /`followerIndexPattern` needs OpenSearch 3\.8, this is 3\.4\.0/,
      );
      expect(await rules()).to.deep.equal([]);
    });

    it("says what to do about a connection that is not there", async () => {
      const error = await thrownBy(created({ leaderAlias: "nowhere" }));
      expect(error.message).to.match(/create auto-follow rule "logs".*no such remote cluster/s);
    });
  });

  describe("read", () => {
    const read = async (outs: Properties, id = "leader:logs") => newProcess().read?.(id, outs);

    it("changes nothing where nothing has changed", async () => {
      const outs = await created();
      const found = await read(outs);
      expect(found?.props).to.deep.equal(outs);
      const news = await checked({}, newProcess(), outs);
      expect(await newProcess().diff?.("leader:logs", found?.props ?? {}, news)).to.include({
        changes: false,
      });
    });

    it("says that it is gone only after it was missing for a while", async () => {
      const outs = await created();
      await ask("DELETE", rulePath, { name: "logs", leader_alias: "leader" });
      const sleep = life.clock.sleep.bind(life.clock);
      let again = 0;
      life.clock.sleep = async (...args) => {
        // It shows up after the third look, as a rule whose task has just been put on a node does.
        if (++again === 3) {
          await ask("POST", rulePath, { name: "logs", leader_alias: "leader", pattern: "logs-*" });
        }
        return sleep(...args);
      };
      expect((await read(outs))?.id).to.equal("leader:logs");
      await ask("DELETE", rulePath, { name: "logs", leader_alias: "leader" });
      expect((await read(outs))?.id).to.equal("");
    });

    it("sees another pattern as drift, and the rule is replaced", async () => {
      const outs = await created();
      await ask("DELETE", rulePath, { name: "logs", leader_alias: "leader" });
      await ask("POST", rulePath, { name: "logs", leader_alias: "leader", pattern: "other-*" });
      const found = await read(outs);
      expect(found?.inputs).to.include({ pattern: "other-*" });
      const diff = await newProcess().diff?.("leader:logs", found?.props ?? {}, await checked());
      expect(diff).to.deep.include({ replaces: ["pattern"], deleteBeforeReplace: true });
    });

    it("warns of leader indexes that could not be followed", async () => {
      const outs = await created();
      const block = { "plugins.replication.follower.block.start": true };
      await ask("PUT", "/_cluster/settings", { persistent: block });
      life.clock.advance(60_000);
      await read(outs);
      expect(life.warnings.join()).to.match(/could not follow "logs-1"\. It tries again/);
    });

    it("does not warn of system indexes, which a wide pattern matches and nothing can follow", async () => {
      life.pair.leader.addIndex(".tasks", 1);
      const outs = await created({ pattern: "*" });
      life.clock.advance(60_000);
      await read(outs);
      const { failed_indices: failed } = await ask(
        "GET",
        "/_plugins/_replication/autofollow_stats",
      );
      expect(failed).to.deep.equal([".tasks"]);
      expect(life.warnings).to.deep.equal([]);
    });

    it("of a look-up by id finds the rule or says that there is none", async () => {
      await created();
      expect((await read({ __provider: "text" }))?.props).to.include({ pattern: "logs-*" });
      const error = await thrownBy(read({ __provider: "text" }, "leader:none"));
      expect(error.message).to.match(
        /rule "none" of connection "leader" cannot be read: it does not exist/,
      );
    });
  });

  describe("delete", () => {
    it("deletes the rule, and its followers go on", async () => {
      const outs = await created();
      await followed();
      await newProcess().delete?.("leader:logs", outs);
      expect(await rules()).to.deep.equal([]);
      expect(await status("logs-1")).to.equal("SYNCING");
    });

    it("succeeds when it is gone already", async () => {
      const outs = await created();
      await newProcess().delete?.("leader:logs", outs);
      await newProcess().delete?.("leader:logs", outs);
      expect(await rules()).to.deep.equal([]);
    });

    it("stops its own followers where that is wished, and nobody else's", async () => {
      life.pair.leader.addIndex("logs-copied", 1);
      life.pair.leader.addIndex("logs-special-1", 1);
      const second = { "cluster.remote.second.seeds": [life.pair.leader.transportAddress] };
      await ask("PUT", "/_cluster/settings", { persistent: second });
      const start = (index: string, leader: string, alias = "leader") =>
        ask("PUT", `/_plugins/_replication/${index}/_start`, {
          leader_alias: alias,
          leader_index: leader,
        });
      await start("orders", "orders");
      await start("logs-by-another-name", "logs-copied");
      life.pair.leader.addIndex("logs-elsewhere", 1);
      await start("logs-elsewhere", "logs-elsewhere", "second");
      const outs = await created({ onDestroy: "stopFollowers" });
      await created({ name: "special", pattern: "logs-special-*" });
      await followed();
      expect(await status("logs-copied")).to.equal("SYNCING");
      await newProcess().delete?.("leader:logs", outs);
      const after = async (index: string) => [index, await status(index)];
      expect(
        await Promise.all(
          [
            "logs-1",
            "logs-copied",
            "orders",
            "logs-by-another-name",
            "logs-special-1",
            "logs-elsewhere",
          ].map(after),
        ),
      ).to.deep.equal([
        ["logs-1", "REPLICATION NOT IN PROGRESS"],
        ["logs-copied", "REPLICATION NOT IN PROGRESS"],
        ["orders", "SYNCING"],
        ["logs-by-another-name", "SYNCING"],
        ["logs-special-1", "SYNCING"],
        ["logs-elsewhere", "SYNCING"],
      ]);
      expect(life.pair.follower.documentCount("logs-1")).to.equal(3);
    });

    it("stops none that still waits for its turn when the deployment is cancelled, and says so once", async () => {
      for (let n = 2; n <= 12; n++) life.pair.leader.addIndex(`logs-${n}`, 3);
      const outs = await created({ onDestroy: "stopFollowers" });
      await followed();
      life.clock.advance(60_000);
      const stops = (): unknown[] =>
        life.pair.follower.requests.filter(({ path }) => path.endsWith("_stop"));
      const follower = life.pair.follower.requests;
      const push = follower.push.bind(follower);
      follower.push = (...all) => {
        if (all.some(({ path }) => path.endsWith("_stop"))) life.cancel();
        return push(...all);
      };
      const error = await thrownBy(Promise.resolve(newProcess().delete?.("leader:logs", outs)));
      expect(error.message).to.match(
        /\d+ of the 12 followers of auto-follow rule "logs" could not be stopped:\n +The deployment was cancelled\.\n +Run again/,
      );
      expect(stops().length).to.be.within(1, 6);
      expect(await rules()).to.deep.equal(["logs: logs-*"]);
    });

    it("stops them in a destroy, also where its refresh has asked for a replacement that nothing confirmed", async () => {
      const outs = await created({ onDestroy: "stopFollowers" });
      await followed();
      const process = newProcess();
      const changes = { pattern: "logs*", onDestroy: "stopFollowers" };
      const news = await checked(changes, newProcess(), outs);
      expect(await process.diff?.("leader:logs", outs, news)).to.deep.include({
        replaces: ["pattern"],
      });
      await process.delete?.("leader:logs", outs);
      expect(await status("logs-1")).to.equal("REPLICATION NOT IN PROGRESS");
    });

    it("stops none once the engine has checked the new rule, also of a forced replacement", async () => {
      const outs = await created({ onDestroy: "stopFollowers" });
      await followed();
      const process = newProcess();
      const news = await checked({ onDestroy: "stopFollowers" }, process);
      await process.delete?.("leader:logs", outs);
      await process.create(news);
      expect(await status("logs-1")).to.equal("SYNCING");
      expect(await rules()).to.deep.equal(["logs: logs-*"]);
    });

    it("leaves what a resource has at another address, unless that is known to be another cluster", async () => {
      const sharing = (...notes: SignedNote[]): Process =>
        life.processOf(autoFollowRuleHandler, {}, memoryJournal(notes, "one"));
      const replication = { kind: "replication", name: "logs-1", host: "localhost:1" } as const;
      const claimed = { note: "claimed", urn: "urn:a", ...replication, by: "program" } as const;
      const news = await checked({ onDestroy: "stopFollowers" }, sharing(claimed));
      const { outs = {} } = await newProcess().create(news);
      await followed();
      await newProcess().delete?.("leader:logs", outs);
      expect(await status("logs-1")).to.equal("SYNCING");
      expect(life.infos.join()).to.match(/continue, .* or may under another address.*: logs-1\./);

      await newProcess().create(news);
      const uuid = "another cluster's";
      const made = sharing(claimed, { note: "making", urn: "urn:a", uuid, by: "one" });
      await made.delete?.("leader:logs", outs);
      expect(await status("logs-1")).to.equal("REPLICATION NOT IN PROGRESS");
    });

    it("says which it forgets where a rule that is forced anew gets another connection, too", async () => {
      const outs = await created({ onDestroy: "stopFollowers", __urn: "urn:rule" });
      await followed();
      const process = newProcess();
      const changes = { leaderAlias: "other", onDestroy: "stopFollowers", __urn: "urn:rule" };
      await checked(changes, process);
      await process.delete?.("leader:logs", outs);
      expect(await status("logs-1")).to.equal("SYNCING");
      expect(life.warnings.join()).to.match(/knows none of its former connections.*: logs-1\./);
    });

    it("stops none where the rule gets another name or connection", async () => {
      const outs = await created({ onDestroy: "stopFollowers", __urn: "urn:rule" });
      await followed();
      const process = newProcess();
      const changes = { name: "all-logs", onDestroy: "stopFollowers", __urn: "urn:rule" };
      await process.diff?.("leader:logs", outs, await checked(changes, process, outs));
      const news = await checked(changes, process);
      await process.delete?.("leader:logs", outs);
      await process.create(news);
      expect(await status("logs-1")).to.equal("SYNCING");
      expect(await rules()).to.deep.equal(["all-logs: logs-*"]);
    });

    it("leaves alone what another resource has taken over in the same deployment", async () => {
      const outs = await created({ __urn: "urn:old" });
      const process = newProcess();
      await process.create(await checked({ __urn: "urn:new" }, process));
      await process.delete?.("leader:logs", outs);
      expect(await rules()).to.deep.equal(["logs: logs-*"]);
      expect(life.warnings.at(-1)).to.match(
        /was not deleted: urn:new took it over in this deployment/,
      );
    });
  });
});

describe("an AutoFollowRule of a user with the plugin's own roles only", () => {
  let life: Life;
  beforeEach(async () => {
    life = await beginLife({}, { security: {} });
    addReplicationUser(life.pair, "repl", { password: "secret" });
  });
  afterEach(() => life.close());

  const newProcess = (): Process =>
    life.processOf(autoFollowRuleHandler, { username: "repl", password: "secret" });
  const inputs = {
    ...follows,
    useRoles: {
      leaderClusterRole: REPLICATION_ROLES.leader_cluster_role,
      followerClusterRole: REPLICATION_ROLES.follower_cluster_role,
    },
    onDestroy: "keepFollowers",
    timeouts: { create: "5m", delete: "20m" },
  };

  it("is made, taken over, read, which is not “gone”, and deleted", async () => {
    const { id, outs } = await newProcess().create(inputs);
    await newProcess().create(inputs);
    const found = await newProcess().read?.(id, outs ?? {});
    expect(found?.id).to.equal("leader:logs");
    expect(found?.props).to.deep.equal(outs);
    await newProcess().delete?.(id, outs ?? {});
  });

  it("is not removed with its followers where rules may not be listed: that is not “there are none”", async () => {
    const { id, outs } = await newProcess().create({ ...inputs, onDestroy: "stopFollowers" });
    const { follower } = life.pair;
    follower.security.setRole("listing", { cluster_permissions: ["cluster:monitor/state"] });
    const roles = [REPLICATION_ROLES.follower_cluster_role, "listing"];
    follower.security.setUser("repl", { password: "secret", roles });
    const error = await thrownBy((async () => newProcess().delete?.(id, outs ?? {}))());
    expect(error.message).to.match(
      /^Which followers belong only to auto-follow rule "logs" .* is not known, so none can be stopped with it: .*autofollow\/stats.*onDestroy to "keepFollowers"/s,
    );
    expect(follower.requests.filter(({ method }) => method === "DELETE")).to.deep.equal([]);
  });

  it("keeps its followers: to stop them, the user must be allowed to list them, and hears so while the rule stands", async () => {
    const { id, outs } = await newProcess().create({ ...inputs, onDestroy: "stopFollowers" });
    const error = await thrownBy((async () => newProcess().delete?.(id, outs ?? {}))());
    expect(error.message).to.match(/cluster:monitor\/state/);
    const deletes = life.pair.follower.requests.filter(({ method }) => method === "DELETE");
    expect(deletes).to.deep.equal([]);
  });
});
