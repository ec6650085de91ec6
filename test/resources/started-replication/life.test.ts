// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { PartialFailure } from "../../../provider/doors/dynamic/partial-failure";
import { ask } from "../../support/ask";
import { replacementPause } from "../../../provider/replication/standing";
import { beginLife, type Life, writes } from "../../support/handler-life";
import { json, startServer } from "../../support/loopback-server";
import { checkedInputs as inputs } from "../../support/replication-inputs";
import { thrownBy } from "../../support/thrown-by";

const start = "PUT /_plugins/_replication/copy/_start";
const stop = "POST /_plugins/_replication/copy/_stop";
const pause = "POST /_plugins/_replication/copy/_pause";

describe("the life of a StartedReplication", () => {
  let life: Life;
  beforeEach(async () => (life = await beginLife()));
  afterEach(() => life.close());

  async function created(changes: object = {}) {
    const { outs } = await life.newProcess().create({ ...inputs, ...changes });
    return outs as Record<string, unknown>;
  }

  describe("create", () => {
    it("ends when the follower has caught up, with the inputs and the state as outputs", async () => {
      const { id, outs } = await life.newProcess().create(inputs);
      expect(id).to.equal("copy");
      expect(outs).to.deep.equal({
        ...inputs,
        acknowledged: true,
        status: "SYNCING",
        reason: "",
        clusterUuid: life.pair.follower.uuid,
        startedAt: outs?.["startedAt"],
      });
      expect(outs?.["startedAt"]).to.match(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
    });

    it("tells when it was started in the machine's time", async () => {
      life.clock.jump(86_400_000);
      const { startedAt } = await created({ waitFor: "acknowledged" });
      expect(new Date(String(startedAt)).getTime() - life.clock.now()).to.be.within(
        86_399_000,
        86_400_000,
      );
    });

    it("sends no more than the API needs", async () => {
      await created({ useRoles: { leaderClusterRole: "l", followerClusterRole: "f" } });
      const sent = life.pair.follower.requests.find(({ path }) => path.endsWith("_start"));
      expect(JSON.parse(sent?.body ?? "")).to.deep.equal({
        leader_alias: "leader",
        leader_index: "orders",
        use_roles: { leader_cluster_role: "l", follower_cluster_role: "f" },
      });
    });

    it("costs three requests where nothing has to be waited for", async () => {
      await created({ waitFor: "acknowledged" });
      const requests = life.pair.follower.requests.map(({ method, path }) => `${method} ${path}`);
      expect(requests.slice(1)).to.deep.equal([
        "GET /",
        start,
        "GET /_plugins/_replication/copy/_status?verbose=true",
      ]);
    });

    it("is done at the first SYNCING when that is all that is asked for", async () => {
      await created({ waitFor: "syncing" });
      expect(life.pair.follower.documentCount("copy")).to.equal(0);
    });

    it("ends while the leader is being written to", async () => {
      const handler = life.newProcess();
      const sleep = life.clock.sleep.bind(life.clock);
      life.clock.sleep = (...args) => {
        life.pair.leader.addDocuments("orders", 10);
        return sleep(...args);
      };
      await handler.create(inputs);
      expect(life.pair.follower.documentCount("copy")).to.be.at.least(100);
    });

    it("goes by the status when the server says that a start timed out which runs", async () => {
      life.pair.follower.startAnswersLate("copy");
      expect(await created()).to.include({ status: "SYNCING", acknowledged: true });
      expect(writes(life.pair)).to.deep.equal([start]);
    });

    it("takes over a replication of the same leader, with a warning", async () => {
      await created();
      life.pair.follower.requests.length = 0;
      expect(await created()).to.include({ acknowledged: true, status: "SYNCING" });
      expect(writes(life.pair)).to.deep.equal([start]);
      expect(life.warnings.join()).to.match(
        /"copy" already replicates leader index "orders".*adopted/,
      );
    });

    it("resumes what it takes over when that is paused", async () => {
      await created();
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_pause", {});
      expect(await created()).to.include({ status: "SYNCING" });
    });

    it('takes over nothing with ifIndexExists "fail"', async () => {
      await created();
      const error = await thrownBy(created({ ifIndexExists: "fail" }));
      expect(error.message).to.match(
        /already replicates leader index "orders".*Set it to "adopt"/s,
      );
      expect(error).not.to.have.property("id");
    });

    it("refuses a name that replicates another leader, and says which", async () => {
      life.pair.leader.addIndex("other", 1);
      await created({ leaderIndex: "other" });
      const error = await thrownBy(created());
      expect(error.message).to.match(
        /already replicates leader index "other" over connection "leader", not leader index "orders"/,
      );
    });

    it("refuses the name of an ordinary index and leaves that index alone", async () => {
      life.pair.follower.addIndex("copy", 7);
      const error = await thrownBy(created());
      expect(error.message).to.match(
        /already exists on the follower cluster.*DELETE \/copy.*another `index`/s,
      );
      expect(error).not.to.have.property("id");
      expect(life.pair.follower.documentCount("copy")).to.equal(7);
      expect(writes(life.pair)).to.deep.equal([start]);
    });

    it("says what to do about an unknown connection, and saves nothing", async () => {
      const error = await thrownBy(created({ leaderAlias: "nowhere" }));
      expect(error.message).to.match(
        /^Could not start replication of leader index "orders" over connection "nowhere" into follower index "copy" on http:\/\/127.*no such remote cluster: \[nowhere\] \(HTTP 404\)\.\n\s*leaderAlias must name/s,
      );
      expect(error).not.to.have.property("id");
    });

    it("says that the plugin needs an alias when none is given", async () => {
      const error = await thrownBy(created({ leaderAlias: undefined }));
      expect(error.message).to.match(/Mandatory params \[leader_alias\].*requires leaderAlias/s);
    });

    it("records a bootstrap that failed, with the reason", async () => {
      life.pair.follower.failBootstrap("copy");
      const error = await thrownBy(created());
      expect(error).to.be.instanceOf(PartialFailure);
      const { id, reasons, properties } = error as PartialFailure;
      expect(id).to.equal("copy");
      expect(reasons).to.deep.equal([error.message.replaceAll("\n", "\n\t")]);
      expect(error.message).to.match(/has failed: shard could not be allocated.*Candidates:/s);
      expect(properties).to.include({ __provider: "text", status: "FAILED", acknowledged: true });
      expect(error.message).to.match(
        /Fix the cause and run again, which deletes the copy and copies again/,
      );
      const again = await life.newProcess().update!("copy", properties, inputs);
      expect(again.outs).to.include({ status: "SYNCING" });
    });

    it("of what somebody else's start has failed into says what overwrites it, and that does", async () => {
      life.pair.follower.failBootstrap("copy");
      await ask(life.pair.follower, "PUT", "/_plugins/_replication/copy/_start", {
        ...{ leader_alias: "leader", leader_index: "orders" },
      });
      life.clock.advance(5_000);
      const error = await thrownBy(created());
      expect(error.message).to.match(
        /has failed: .*set ifIndexExists to "overwrite" and run again/s,
      );
      expect(error.message).not.to.match(
        /Fix the cause and run again|run again, which starts over/i,
      );
      expect(await created({ ifIndexExists: "overwrite" })).to.include({ status: "SYNCING" });
    });

    it("records a wait that ran out of time, and how far it was", async () => {
      await life.close();
      life = await beginLife({ firstReplay: 3_600_000 });
      const error = await thrownBy(created({ timeouts: { ...inputs.timeouts, create: "2m" } }));
      expect(error).to.be.instanceOf(PartialFailure);
      expect(error.message).to.match(
        /not caught up within 2 min; last seen: SYNCING, follower checkpoint -1 of 99.*run again/s,
      );
    });

    it("goes by the status when the server says that the start timed out", async () => {
      life.pair.leader.addIndex("sealed", 1);
      await ask(life.pair.leader, "PUT", "/sealed/_settings", { "index.blocks.read_only": true });
      const error = await thrownBy(created({ leaderIndex: "sealed" }));
      expect(error).to.be.instanceOf(PartialFailure);
      expect(error.message).to.match(/Timed out when waiting.*is the leader index read-only/s);
      expect(writes(life.pair)).to.deep.equal([start]);
    });
  });

  describe("read", () => {
    it("returns what create returned, when nothing changed", async () => {
      const outs = await created();
      const { id, props, inputs: read } = await life.newProcess().read!("copy", outs);
      expect(id).to.equal("copy");
      expect(props).to.deep.equal(outs);
      expect(read).to.deep.equal(inputs);
    });

    it("finds a replication that paused itself, with the reason", async () => {
      const outs = await created();
      life.pair.follower.pauseItself("copy", "trouble");
      const { props } = await life.newProcess().read!("copy", outs);
      expect(props).to.include({ status: "PAUSED" });
      expect((props as { reason: string }).reason).to.match(/^AutoPaused: .*trouble/);
    });

    it("takes a stopped replication for gone", async () => {
      const outs = await created();
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
      expect(await life.newProcess().read!("copy", outs)).to.include({ id: "" });
    });

    it("does not take a removed connection for gone", async () => {
      const outs = await created();
      await ask(life.pair.follower, "PUT", "/_cluster/settings", {
        persistent: { "cluster.remote.leader.seeds": null },
      });
      const { id, props } = await life.newProcess().read!("copy", outs);
      expect(id).to.equal("copy");
      expect(props).to.include({ status: "PAUSED" });
    });

    it("does not take an unreachable leader for gone", async () => {
      const outs = await created();
      life.pair.leader.goDown();
      const error = await thrownBy(life.newProcess().read!("copy", outs));
      expect(error.message).to.match(
        /failed to fetch replication status.*cannot reach the leader cluster/s,
      );
    });

    it("does not take another cluster for the one that lost the replication", async () => {
      const outs = { ...(await created()), clusterUuid: "another" };
      const error = await thrownBy(life.newProcess().read!("copy", outs));
      expect(error.message).to.match(
        /created on the cluster with uuid another, but .* is another cluster/,
      );
    });

    it("shows another leader under the same name", async () => {
      const outs = await created();
      life.pair.leader.addIndex("other", 1);
      for (const [method, path, body] of [
        ["POST", "/_plugins/_replication/copy/_stop", {}],
        ["DELETE", "/copy", undefined],
        [
          "PUT",
          "/_plugins/_replication/copy/_start",
          { leader_alias: "leader", leader_index: "other" },
        ],
      ] as const) {
        await ask(life.pair.follower, method, path, body);
      }
      const { inputs: read } = await life.newProcess().read!("copy", outs);
      expect(read).to.include({ leaderIndex: "other" });
    });

    it("believes an absence only when it has seen it twice", async () => {
      const gone = json(404, {
        error: { type: "index_not_found_exception", reason: "no such index [copy]" },
      });
      const running = { status: "SYNCING", leader_alias: "leader", leader_index: "orders" };
      let looks = 0;
      const server = await startServer(({ url }) => {
        if (url === "/") return json(200, { cluster_uuid: "u", version: { number: "3.4.0" } });
        if (url.includes("/_status") && ++looks === 1)
          return json(200, { status: "REPLICATION NOT IN PROGRESS" });
        return url.includes("/_status") ? json(200, running) : gone;
      });
      try {
        const outs = {
          ...inputs,
          acknowledged: true,
          status: "SYNCING",
          reason: "",
          clusterUuid: "u",
        };
        expect((await life.newProcess({ url: server.url }).read!("copy", outs)).id).to.equal(
          "copy",
        );
      } finally {
        await server.close();
      }
    });

    it("tells a look-up by id that there is nothing, which an empty id would not", async () => {
      const error = await thrownBy(
        life.newProcess().read!("copy", { index: "copy", leaderIndex: "orders" }),
      );
      expect(error.message).to.equal('Nothing is replicated into "copy", so it cannot be read.');
    });
  });

  describe("update", () => {
    it("finishes a start that was never confirmed", async () => {
      const olds = {
        ...inputs,
        acknowledged: false,
        status: "UNKNOWN",
        reason: "",
        clusterUuid: "",
      };
      const { outs } = await life.newProcess().update!("copy", olds, inputs);
      expect(outs).to.include({ acknowledged: true, status: "SYNCING" });
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
    });

    it("resumes what was paused from outside", async () => {
      const olds = await created();
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_pause", {});
      const { props = {} } = await life.newProcess().read!("copy", olds);
      const { outs } = await life.newProcess().update!("copy", props, inputs);
      expect(outs).to.include({ status: "SYNCING", paused: false });
      expect((await statusOf("copy"))["status"]).to.equal("SYNCING");
    });

    it("does nothing to the cluster for a change of how to wait, and returns all outputs", async () => {
      const olds = await created();
      life.pair.follower.requests.length = 0;
      const { outs } = await life.newProcess().update!("copy", olds, {
        ...inputs,
        waitFor: "syncing",
      });
      expect(outs).to.deep.equal({ ...olds, waitFor: "syncing" });
      expect(life.pair.follower.requests).to.deep.equal([]);
    });

    it("leaves an index alone whose replication was stopped outside", async () => {
      const olds = await created();
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
      const news = { ...inputs, settings: { "index.refresh_interval": "5s" } };
      const error = await thrownBy(life.newProcess().update!("copy", olds, news));
      expect(error.message).to.match(
        /no longer follows anything.*left alone.*another `index`.*delete it/s,
      );
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
    });
  });

  describe("delete", () => {
    it("stops the replication and keeps the index, open, writable and complete", async () => {
      const outs = await created();
      await life.newProcess().delete!("copy", outs);
      const written = await ask(life.pair.follower, "PUT", "/copy/_doc/new", { a: 1 });
      expect(written.status).to.equal(201);
      expect(life.pair.follower.documentCount("copy")).to.equal(101);
    });

    it("what lags, or is paused -> stopped with a warning that says what is missing", async () => {
      const outs = await created();
      life.pair.leader.addDocuments("orders", 7);
      await life.newProcess().delete!("copy", outs);
      expect(life.warnings.join()).to.match(
        /Index "copy" may be kept without all that its leader holds: it is 7 operations behind\./,
      );
      const other = await created({ index: "other", paused: true });
      await life.newProcess().delete!("other", other);
      expect(life.warnings.at(-1)).to.match(
        /"other" may be kept without.*its replication is paused\./,
      );
    });

    it("drain -> waited for first; where it does not get there, nothing is stopped", async () => {
      const outs = await created({ drain: "5m" });
      life.pair.leader.addDocuments("orders", 7);
      await life.newProcess().delete!("copy", outs);
      expect(life.pair.follower.documentCount("copy")).to.equal(107);
      expect(life.warnings.join()).to.not.include("kept without");
      const paused = await created({ index: "other", drain: true, paused: true });
      expect((await thrownBy(life.newProcess().delete!("other", paused))).message).to.match(
        /paused/,
      );
      expect(
        writes(life.pair).filter((one) => one === stop.replace("copy", "other")),
      ).to.deep.equal([]);
    });

    it("succeeds when the replication is stopped already, without a stop that would close the index", async () => {
      life.pair.follower.version = "3.7.0";
      const outs = await created();
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
      life.pair.follower.requests.length = 0;
      await life.newProcess().delete!("copy", outs);
      expect(writes(life.pair)).to.deep.equal([]);
    });

    it("succeeds when everything is gone", async () => {
      const outs = await created();
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
      await ask(life.pair.follower, "DELETE", "/copy");
      await life.newProcess().delete!("copy", outs);
    });

    it("stops although the leader is down", async () => {
      const outs = await created();
      life.pair.leader.goDown();
      await life.newProcess().delete!("copy", outs);
      expect(writes(life.pair).at(-1)).to.equal(stop);
      expect(life.warnings.join()).to.match(/may be kept without.*its leader is down/);
    });

    it("drain, and the leader is down -> an error, and nothing is stopped", async () => {
      const outs = await created({ drain: "5m" });
      life.pair.leader.goDown();
      await thrownBy(life.newProcess().delete!("copy", outs));
      expect(writes(life.pair)).to.not.include(stop);
    });

    it("waits for a snapshot that holds the index", async () => {
      const outs = await created();
      life.pair.follower.snapshotInProgress("copy", true);
      const sleep = life.clock.sleep.bind(life.clock);
      let sleeps = 0;
      life.clock.sleep = (...args) => {
        if (++sleeps === 3) life.pair.follower.snapshotInProgress("copy", false);
        return sleep(...args);
      };
      await life.newProcess().delete!("copy", outs);
      expect(writes(life.pair).filter((write) => write === stop).length).to.be.greaterThan(1);
    });

    it("refuses on another cluster, and names the setting that lets it be forgotten", async () => {
      const outs = { ...(await created()), clusterUuid: "another" };
      const error = await thrownBy(life.newProcess().delete!("copy", outs));
      expect(error.message).to.match(/`onClusterChange` to "startAnew".*pulumi state delete/s);
      const forgetful = life.newProcess({ onClusterChange: "startAnew" });
      await forgetful.delete!("copy", outs);
      expect((await statusOf("copy"))["status"]).to.equal("SYNCING");
      expect((await forgetful.read!("copy", outs)).id).to.equal("");
    });

    it("does not stop what somebody else has started under the name", async () => {
      const outs = await created();
      life.pair.leader.addIndex("other", 1);
      await created({ leaderIndex: "other", ifIndexExists: "overwrite" });
      await life.newProcess().delete!("copy", outs);
      expect(life.warnings.join()).to.match(/was not stopped: it follows another leader/);
      expect(await statusOf("copy")).to.include({ status: "SYNCING", leader_index: "other" });
    });

    it("does not stop what another resource of the same deployment has just taken over", async () => {
      const outs = await created({ __urn: "urn:old" });
      const process = life.newProcess();
      const news = { ...inputs, __urn: "urn:new" };
      await process.check!({}, news);
      await process.create(news);
      await process.delete!("copy", outs);
      expect(writes(life.pair)).not.to.include(stop);
      expect(life.warnings.join()).to.match(/was not stopped: urn:new took/);
    });

    it("does not stop what another resource has had since an earlier deployment", async () => {
      const outs = await created({ __urn: "urn:old" });
      const process = life.newProcess();
      await process.check!(inputs, { ...inputs, __urn: "urn:new" });
      await process.delete!("copy", outs);
      expect(writes(life.pair)).not.to.include(stop);
      expect(life.warnings.join()).to.match(/was not stopped: urn:new of this program owns it/);
    });

    it("stops what no resource of the program has any more", async () => {
      const outs = await created({ __urn: "urn:old" });
      const process = life.newProcess();
      await process.check!(inputs, { ...inputs, index: "other-copy", __urn: "urn:other" });
      await process.delete!("copy", outs);
      expect(writes(life.pair)).to.include(stop);
    });

    it("goes by the URN that a resource had before an alias", async () => {
      const outs = await created({ __urn: "urn:old" });
      const process = life.newProcess();
      const news = { ...inputs, __urn: "urn:new", index: "copy-2" };
      await process.check!(inputs, news);
      await process.diff!("copy", outs, news);
      await process.check!({}, news);
      await process.create(news);
      await process.delete!("copy", { ...outs, onDestroy: "deleteIndex" });
      expect(life.pair.follower.hasIndex("copy")).to.equal(false);
    });
  });

  describe("a replacement under the same name", () => {
    const other = { ...inputs, leaderIndex: "other" };

    async function replace(olds: Record<string, unknown>, news: typeof inputs) {
      const process = life.newProcess();
      await process.check!(inputs, news);
      await process.diff!("copy", olds, news);
      await process.check!({}, news);
      await process.delete!("copy", { ...olds, onDestroy: "deleteIndex" });
      return process.create(news);
    }

    it("stops, deletes the old copy once the new start is known to be possible, and starts", async () => {
      life.pair.leader.addIndex("other", 3);
      const olds = await created();
      life.pair.follower.requests.length = 0;
      await replace(olds, other);
      // The first DELETE is refused because of the write block, which shows that it is allowed.
      expect(writes(life.pair)).to.deep.equal([
        start,
        pause,
        "DELETE /copy",
        stop,
        "PUT /copy/_block/write",
        start,
        "DELETE /copy",
        start,
      ]);
      expect(life.pair.follower.documentCount("copy")).to.equal(3);
    });

    it("is one also of a resource that was renamed, whose old copy goes by the URN it had", async () => {
      life.pair.leader.addIndex("other", 3);
      const former = { __urn: "urn:pulumi:t::p::type::former" };
      const olds = { ...(await created()), ...former };
      const news = { ...other, __urn: "urn:pulumi:t::p::type::renamed" };
      const process = life.newProcess();
      await process.check!({ ...inputs, ...former }, news);
      await process.diff!("copy", olds, news);
      await process.check!({}, news);
      await process.delete!("copy", olds);
      await process.create(news);
      expect(life.pair.follower.documentCount("copy")).to.equal(3);
    });

    it("comes after a cascade, which deletes before it checks: the copy is kept until the new start is known to be possible", async () => {
      life.pair.leader.addIndex("other", 3);
      const olds = await created({ onDestroy: "deleteIndex" });
      const process = life.newProcess();
      await process.diff!("copy", olds, { ...other, leaderAlias: pulumi.runtime.unknownValue });
      await process.delete!("copy", olds);
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
      await process.check!({}, other);
      await process.create(other);
      expect(life.pair.follower.documentCount("copy")).to.equal(3);
    });

    it("is not taken for one when a refresh before a destroy asks for it because of a failure", async () => {
      life.pair.follower.failBootstrap("copy");
      const { properties } = (await thrownBy(
        created({ onDestroy: "deleteIndex" }),
      )) as PartialFailure;
      const process = life.newProcess();
      await process.diff!("copy", properties, { ...inputs, onDestroy: "deleteIndex" });
      life.pair.follower.requests.length = 0;
      await process.delete!("copy", properties);
      expect(life.pair.follower.hasIndex("copy")).to.equal(false);
      expect(writes(life.pair)).not.to.include(start);
    });

    it('works with ifIndexExists "fail", too: the old copy is ours', async () => {
      life.pair.leader.addIndex("other", 3);
      const olds = await created({ ifIndexExists: "fail" });
      await replace(olds, { ...other, ifIndexExists: "fail" });
      expect(life.pair.follower.documentCount("copy")).to.equal(3);
    });

    it("leaves the old replication running when the new start is refused", async () => {
      const olds = await created();
      const error = await thrownBy(replace(olds, { ...inputs, leaderIndex: "missing" }));
      expect(error.message).to.match(/no such index \[missing\]/);
      const { body } = await ask(life.pair.follower, "GET", "/_plugins/_replication/copy/_status");
      expect(body).to.include({ status: "SYNCING", leader_index: "orders" });
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
    });

    it("never deletes a copy that was stopped outside and may have been written to", async () => {
      life.pair.leader.addIndex("other", 3);
      const olds = await created();
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
      await ask(life.pair.follower, "PUT", "/copy/_doc/mine", {});
      const error = await thrownBy(replace(olds, other));
      expect(error.message).to.match(
        /may have been written to since.*ifIndexExists to "overwrite"/s,
      );
      expect(life.pair.follower.documentCount("copy")).to.equal(101);
      await replace(olds, { ...other, ifIndexExists: "overwrite" });
      expect(life.pair.follower.documentCount("copy")).to.equal(3);
    });

    it("never deletes it where nothing asks for a delete (retainOnDelete)", async () => {
      life.pair.leader.addIndex("other", 3);
      const olds = await created();
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
      await ask(life.pair.follower, "PUT", "/copy/_doc/mine", {});
      const process = life.newProcess();
      await process.check!(inputs, other);
      await process.diff!("copy", olds, other);
      await process.check!({}, other);
      expect((await thrownBy(process.create(other))).message).to.match(/follows nothing/);
      expect(life.pair.follower.documentCount("copy")).to.equal(101);
    });

    it('keeps the copy with onReplace "refuse", whatever a replacement is asked for by', async () => {
      const kept = { ...inputs, onReplace: "refuse", __urn: "urn:one" };
      const olds = await created({ onReplace: "refuse", __urn: "urn:one" });
      const asked = life.newProcess();
      await asked.check!(inputs, kept);
      await asked.diff!("copy", olds, kept);
      await asked.check!({}, kept);
      const error = await thrownBy(asked.delete!("copy", olds));
      expect(error.message).to.match(/is kept, since onReplace is "refuse"/);
      const forced = life.newProcess();
      await forced.check!({}, kept);
      await forced.create(kept);
      await forced.delete!("copy", olds);
      expect(life.warnings.join()).to.match(/is kept, since onReplace is "refuse"/);
      expect(writes(life.pair)).not.to.include(stop);
      expect(await statusOf("copy")).to.include({ status: "SYNCING" });
    });

    it("copies anew what was to be replaced without a look (taint, --target-replace)", async () => {
      const news = { ...inputs, __urn: "urn:one" };
      const olds = await created({ __urn: "urn:one" });
      const process = life.newProcess();
      await process.check!({}, news);
      const { outs } = await process.create(news);
      expect(outs).to.include({ status: "SYNCING" });
      life.pair.follower.requests.length = 0;
      await process.delete!("copy", olds);
      expect(writes(life.pair)).to.deep.equal([
        start,
        pause,
        "DELETE /copy",
        stop,
        "PUT /copy/_block/write",
        start,
        "DELETE /copy",
        start,
      ]);
      expect(await statusOf("copy")).to.include({ status: "SYNCING" });
    });

    it("is gone on with when the process died between the delete and the create", async () => {
      life.pair.leader.addIndex("other", 3);
      const olds = await created();
      const first = life.newProcess();
      await first.diff!("copy", olds, other);
      await first.check!({}, other);
      await first.delete!("copy", olds);
      // The engine remembers that the old one is deleted, and asks for the rest.
      const second = life.newProcess();
      await second.check!(inputs, other);
      await second.diff!("copy", olds, other);
      await second.check!({}, other);
      const { outs } = await second.create(other);
      expect(outs).to.include({ status: "SYNCING", leaderIndex: "other" });
      expect(life.pair.follower.documentCount("copy")).to.equal(3);
    });

    it("touches nothing of an old copy that this process has not stopped, and names the way out", async () => {
      life.pair.leader.addIndex("other", 3);
      const olds = await created();
      await life.newProcess().delete!("copy", olds);
      const error = await thrownBy(life.newProcess().create(other));
      expect(error.message).to.match(/follows nothing.*delete it there \(DELETE \/copy\)/s);
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
    });
  });

  describe("desired state", () => {
    const pause = "POST /_plugins/_replication/copy/_pause";
    const resume = "POST /_plugins/_replication/copy/_resume";
    const update = "PUT /_plugins/_replication/copy/_update";

    it("paused: true on create copies, waits, and then pauses", async () => {
      expect(await created({ paused: true })).to.include({
        status: "PAUSED",
        reason: "Paused by pulumi-opensearch-replication",
      });
      expect(writes(life.pair)).to.deep.equal([start, pause]);
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
    });

    it("paused: true waits for the copy of the files when nothing else is waited for", async () => {
      await created({ paused: true, waitFor: "acknowledged" });
      expect((await statusOf("copy"))["status"]).to.equal("PAUSED");
    });

    it("paused can be switched on and off in place", async () => {
      const olds = await created();
      const { outs: paused = {} } = await life.newProcess().update!("copy", olds, {
        ...inputs,
        paused: true,
      });
      expect(paused).to.include({ status: "PAUSED", paused: true });
      const { outs } = await life.newProcess().update!("copy", paused, inputs);
      expect(outs).to.include({ status: "SYNCING", reason: "", paused: false });
      expect(writes(life.pair)).to.deep.equal([start, pause, resume]);
    });

    it("paused: true works while the leader is down, which the server allows", async () => {
      const olds = await created();
      life.pair.leader.goDown();
      const news = { ...inputs, paused: true };
      const { outs } = await life.newProcess().update!("copy", olds, news);
      expect(outs).to.include({ status: "PAUSED", paused: true });
      expect((await statusOf("copy"))["status"]).to.equal("PAUSED");
    });

    it("a pause from outside is drift of `paused`, a self-pause is drift of the status", async () => {
      const olds = await created();
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_pause", {});
      const paused = await life.newProcess().read!("copy", olds);
      expect(paused.inputs).to.include({ paused: true });
      // With `ignoreChanges`, the engine gives the old input for the new one.
      const ignoring = await life.newProcess().diff!("copy", paused.props!, paused.inputs!);
      expect(ignoring).to.include({ changes: false });
      expect(await life.newProcess().diff!("copy", paused.props!, inputs)).not.to.have.property(
        "changes",
      );
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_resume", {});
      life.pair.follower.pauseItself("copy", "trouble");
      const itself = await life.newProcess().read!("copy", olds);
      expect(itself.inputs).to.include({ paused: false });
      expect(await life.newProcess().diff!("copy", itself.props!, inputs)).to.include({
        changes: true,
      });
    });

    it("the pause of a replacement that was killed before its stop is said by a refresh, and ended by the next up, whatever is ignored", async () => {
      const olds = await created();
      const reason = { reason: replacementPause };
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_pause", reason);
      const read = await life.newProcess().read!("copy", olds);
      expect(life.warnings.join()).to.match(
        /paused, to replace .* was killed.*up --refresh` resumes it/,
      );
      expect(await life.newProcess().diff!("copy", read.props!, read.inputs!)).to.include({
        changes: true,
      });
      const { outs } = await life.newProcess().update!("copy", read.props!, read.inputs!);
      expect(outs).to.include({ status: "SYNCING", paused: false });
    });

    it("settings go with the start, and a change is sent as the whole set", async () => {
      const first = { "index.number_of_replicas": "1" };
      const olds = await created({ settings: first });
      expect(sentTo("_start")).to.deep.include({ settings: first });
      const second = { "index.refresh_interval": "5s" };
      const news = { ...inputs, settings: second };
      const { outs } = await life.newProcess().update!("copy", olds, news);
      expect(outs).to.deep.include({ settings: second, status: "SYNCING" });
      expect(sentTo("_update")).to.deep.equal({ settings: second });
      const { outs: cleared } = await life.newProcess().update!("copy", outs!, inputs);
      expect(sentTo("_update")).to.deep.equal({ settings: {} });
      expect(cleared).not.to.have.property("settings");
    });

    it("settings that could not be sent are sent by the next update", async () => {
      const olds = await created();
      const settings = { "index.nope": "1" };
      const error = await thrownBy(
        life.newProcess().update!("copy", olds, { ...inputs, settings }),
      );
      expect(error.message).to.match(
        /unknown setting \[index\.nope\].*Correct the name in `settings`/s,
      );
      expect((error as PartialFailure).properties).not.to.have.property("settings");
      const good = { "index.refresh_interval": "5s" };
      const { properties } = error as PartialFailure;
      await life.newProcess().update!("copy", properties, { ...inputs, settings: good });
      expect(sentTo("_update")).to.deep.equal({ settings: good });
    });

    it("settings that went with a start are recorded even if the wait for it fails", async () => {
      await life.close();
      life = await beginLife({ firstReplay: 3_600_000 });
      const settings = { "index.refresh_interval": "5s" };
      const timeouts = { ...inputs.timeouts, create: "1m" };
      const error = await thrownBy(created({ settings, timeouts }));
      expect((error as PartialFailure).properties).to.deep.include({ settings });
    });

    it("settings are brought to what is adopted", async () => {
      await created();
      await created({ settings: { "index.refresh_interval": "5s" } });
      expect(writes(life.pair)).to.deep.equal([start, start, update]);
    });

    it('ifIndexExists "overwrite" deletes an ordinary index once the start is known to be possible', async () => {
      life.pair.follower.addIndex("copy", 7);
      const refused = await thrownBy(
        created({ ifIndexExists: "overwrite", leaderIndex: "missing" }),
      );
      expect(refused.message).to.match(/no such index \[missing\]/);
      expect(life.pair.follower.documentCount("copy")).to.equal(7);
      await created({ ifIndexExists: "overwrite" });
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
    });

    it('ifIndexExists "overwrite" stops and deletes a replication of another leader', async () => {
      life.pair.leader.addIndex("other", 3);
      await created({ leaderIndex: "other" });
      await created({ ifIndexExists: "overwrite" });
      expect(await statusOf("copy")).to.include({ status: "SYNCING", leader_index: "orders" });
    });

    it('ifIndexExists "overwrite" takes over what replicates the same leader already', async () => {
      await created();
      await created({ ifIndexExists: "overwrite" });
      expect(writes(life.pair)).to.deep.equal([start, start]);
    });

    it('onDestroy "deleteIndex" deletes the index after the stop', async () => {
      const outs = await created({ onDestroy: "deleteIndex" });
      await life.newProcess().delete!("copy", outs);
      expect(life.pair.follower.hasIndex("copy")).to.equal(false);
    });

    it('onDestroy "deleteIndex" never deletes what was stopped outside, and its ways out work', async () => {
      const outs = await created({ onDestroy: "deleteIndex" });
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
      const error = await thrownBy(life.newProcess().delete!("copy", outs));
      expect(error.message).to.match(
        /may have been written to since.*DELETE \/copy.*set onDestroy to "keepIndex", run `pulumi up`/s,
      );
      const { outs: kept = {} } = await life.newProcess().update!("copy", outs, inputs);
      await life.newProcess().delete!("copy", kept);
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
    });

    it('onDestroy "deleteIndex" leaves an index alone that never was a follower', async () => {
      const outs = await created({ onDestroy: "deleteIndex" });
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
      await ask(life.pair.follower, "DELETE", "/copy");
      life.pair.follower.addIndex("copy", 5);
      await life.newProcess().delete!("copy", outs);
      expect(life.pair.follower.documentCount("copy")).to.equal(5);
    });

    it("in a replacement under another name the old index goes when the new one is there", async () => {
      const olds = await created({ onDestroy: "deleteIndex" });
      const news = { ...inputs, index: "copy-2", onDestroy: "deleteIndex" };
      const process = life.newProcess();
      await process.check!(olds, news);
      await process.diff!("copy", olds, news);
      await process.check!({}, news);
      await process.create(news);
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
      await process.delete!("copy", olds);
      expect(life.pair.follower.hasIndex("copy")).to.equal(false);
      expect(life.pair.follower.documentCount("copy-2")).to.equal(100);
    });

    it("with deleteBeforeReplace the old index of another name stays, and that is said", async () => {
      const olds = await created({ onDestroy: "deleteIndex", __urn: "urn:one" });
      const news = { ...inputs, index: "copy-2", onDestroy: "deleteIndex", __urn: "urn:one" };
      const process = life.newProcess();
      await process.check!({}, news);
      await process.delete!("copy", olds);
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
      expect(life.warnings.join()).to.match(
        /"copy" was not deleted, since the follower that replaces/,
      );
    });
  });

  describe("repair", () => {
    it("a failed bootstrap is cleaned and started anew by the update that follows", async () => {
      life.pair.follower.failBootstrap("copy");
      const { properties } = (await thrownBy(created())) as PartialFailure;
      const before = life.clock.now();
      const { outs } = await life.newProcess().update!(
        "copy",
        { ...properties, status: "UNKNOWN" },
        inputs,
      );
      expect(outs).to.include({ status: "SYNCING" });
      // A stop would have waited 30 s for the shards of the red index.
      expect(life.clock.now() - before).to.be.lessThan(30_000);
    });

    it('a failed bootstrap stays as it is with onReplace "refuse"', async () => {
      life.pair.follower.failBootstrap("copy");
      const { properties } = (await thrownBy(created())) as PartialFailure;
      const news = { ...inputs, onReplace: "refuse" };
      expect(await life.newProcess().diff!("copy", properties, news)).to.deep.include({
        replaces: [],
      });
      const error = await thrownBy(life.newProcess().update!("copy", properties, news));
      expect(error.message).to.match(
        /has failed: shard could not be allocated.*Candidates.*set onReplace to "overwrite"/s,
      );
    });

    it("says in the preview what is repaired and why", async () => {
      const olds = await created();
      life.pair.follower.pauseItself("copy", "trouble");
      const { props = {} } = await life.newProcess().read!("copy", olds);
      expect(await life.newProcess().diff!("copy", props, inputs)).to.include({ changes: true });
      expect(life.infos.join()).to.match(
        /is paused: AutoPaused: .*trouble.*`pulumi up` resumes it if the leader still holds its retention lease/,
      );
    });

    it("another address of the provider -> the preview says that nothing is done", async () => {
      const olds = { ...(await created()), __host: "elsewhere:9200" };
      const handler = life.newProcess();
      const { inputs: news } = await handler.check!(olds, inputs);
      expect(await handler.diff!("copy", olds, news as Record<string, unknown>)).to.include({
        changes: true,
      });
      expect(life.infos.join()).to.match(
        /address has changed: .* leaves the replication into "copy" as it is/,
      );
      expect(life.infos.join()).to.not.include("pauses it");
    });

    it("a stop that raced with the start leaves no write block behind", async () => {
      const outs = await created({ waitFor: "acknowledged" });
      life.pair.follower.stopRacesWithStart("copy");
      await life.newProcess().delete!("copy", outs);
      expect((await ask(life.pair.follower, "DELETE", "/copy")).status).to.equal(200);
    });

    it("an index that a stop from outside left blocked is freed before it is overwritten", async () => {
      await created({ waitFor: "acknowledged" });
      life.pair.follower.stopRacesWithStart("copy");
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
      expect(await created({ ifIndexExists: "overwrite" })).to.include({ status: "SYNCING" });
    });

    it("a follower that restarts in the middle of a refresh loses nothing", async () => {
      const outs = await created();
      life.pair.follower.restart();
      const { id, props } = await life.newProcess().read!("copy", outs);
      expect(id).to.equal("copy");
      expect(props!["status"]).to.be.oneOf(["RUNNING", "SYNCING"]);
    });

    it("a leader index whose shards are not up yet is waited for", async () => {
      await ask(life.pair.leader, "PUT", "/young?wait_for_active_shards=0", {
        settings: {
          index: { number_of_replicas: 0, "routing.allocation.require._name": "nobody" },
        },
      });
      let sleeps = 0;
      const sleep = life.clock.sleep.bind(life.clock);
      life.clock.sleep = async (...args) => {
        if (++sleeps === 2) {
          await ask(life.pair.leader, "DELETE", "/young");
          life.pair.leader.addIndex("young", 1);
        }
        return sleep(...args);
      };
      expect(await created({ leaderIndex: "young" })).to.include({ status: "SYNCING" });
    });
  });

  describe("watching", () => {
    it("tells how far a wait is", async () => {
      await life.close();
      life = await beginLife({ firstReplay: 60_000 });
      await created();
      expect(life.statuses.join("\n")).to.match(/SYNCING, follower checkpoint -1 of 99, \d+ s/);
    });

    it("ends a wait when the deployment is cancelled, and records how far it was", async () => {
      await life.close();
      life = await beginLife({ firstReplay: 3_600_000 });
      let sleeps = 0;
      const sleep = life.clock.sleep.bind(life.clock);
      life.clock.sleep = (...args) => {
        if (++sleeps === 10) life.cancel();
        return sleep(...args);
      };
      const error = await thrownBy(created());
      expect(error).to.be.instanceOf(PartialFailure);
      expect(error.message).to.match(
        /was interrupted \(last seen: SYNCING.*run again to keep waiting/s,
      );
      expect((error as PartialFailure).properties).to.include({
        acknowledged: true,
        status: "SYNCING",
      });
      expect(sleeps).to.equal(10);
    });
  });

  it("of twelve starts, a cancel leaves the three in flight to finish, and sends none of the nine that wait", async () => {
    const held: (() => void)[] = [];
    const server = await startServer(async ({ method, url }) => {
      if (url === "/") return json(200, { cluster_uuid: "u", version: { number: "3.4.0" } });
      if (method === "PUT") await new Promise<void>((go) => held.push(go));
      return json(200, { acknowledged: true });
    });
    try {
      const handler = life.newProcess({ url: server.url, startsInFlight: "3" });
      const all = Array.from({ length: 12 }, (_, n) =>
        thrownBy(handler.create({ ...inputs, index: `copy-${n}` })),
      );
      while (held.length < 3) await new Promise((go) => setTimeout(go, 1));
      life.cancel();
      for (const error of await Promise.all(all.slice(3))) {
        expect(error).not.to.be.instanceOf(PartialFailure);
        expect(error.message).to.equal("The deployment was cancelled.");
      }
      held.forEach((go) => go());
      for (const error of await Promise.all(all.slice(0, 3))) {
        expect(error, "what may have begun is recorded").to.be.instanceOf(PartialFailure);
      }
      expect(server.arrived.filter(({ method }) => method === "PUT")).to.have.length(3);
    } finally {
      await server.close();
    }
  });

  it("a start that came to nothing and was to be sent again is recorded at a cancel, since the plugin may have noted it", async () => {
    let starts = 0;
    const server = await startServer(({ method, url }) => {
      if (url === "/") return json(200, { cluster_uuid: "u", version: { number: "3.4.0" } });
      if (method !== "PUT") return json(200, { status: "REPLICATION NOT IN PROGRESS" });
      starts++;
      return "hang up";
    });
    const sleep = life.clock.sleep.bind(life.clock);
    const begin = life.clock.now();
    life.clock.sleep = (...args) => {
      // The status has been asked for, for as long as it takes.
      if (life.clock.now() - begin >= 20_000) life.cancel();
      return sleep(...args);
    };
    try {
      const handler = life.newProcess({ url: server.url });
      expect(await thrownBy(handler.create(inputs))).to.be.instanceOf(PartialFailure);
      expect(starts).to.equal(1);
    } finally {
      await server.close();
    }
  });

  async function statusOf(index: string): Promise<Record<string, unknown>> {
    return (await ask(life.pair.follower, "GET", `/_plugins/_replication/${index}/_status`)).body;
  }

  function sentTo(endpoint: string): unknown {
    const sent = life.pair.follower.requests.filter(({ path }) => path.endsWith(endpoint)).at(-1);
    return sent === undefined ? undefined : JSON.parse(sent.body);
  }
});
