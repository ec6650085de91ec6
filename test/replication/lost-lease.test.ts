// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { PartialFailure } from "../../provider/doors/dynamic/partial-failure";
import { connect } from "../../sandbox/clusters";
import { ask } from "../support/ask";
import { beginLife, type Life, writes } from "../support/handler-life";
import { checkedInputs as inputs } from "../support/replication-inputs";
import { thrownBy } from "../support/thrown-by";

const plugin = "/_plugins/_replication/copy";
const start = `PUT ${plugin}/_start`;
const stop = `POST ${plugin}/_stop`;
const resume = `POST ${plugin}/_resume`;
const remove = "DELETE /copy";
const fence = "PUT /copy/_block/write";
const consenting = { ...inputs, forceResume: true };
type Outs = Record<string, unknown>;

/** From 3.8 on the server copies anew; before, the provider does the same. */
const ways = {
  "2.19.6": [resume, start, remove, stop, fence, start, remove, start],
  "3.4.0": [resume, start, remove, stop, fence, start, remove, start],
  "3.8.0": [resume, start, resume],
} as const;

for (const [version, way] of Object.entries(ways)) {
  describe(`a replication of ${version} whose lease is gone`, () => {
    let life: Life;
    let olds: Outs;
    beforeEach(async () => {
      life = await beginLife({}, { version });
      olds = (await life.newProcess().create(inputs)).outs as Outs;
    });
    afterEach(() => life.close());

    const others = hands(() => life);
    /** A refresh, and an update. */
    const update = async (news: Outs = inputs) => {
      const { props = {} } = await life.newProcess().read!("copy", olds);
      return (await life.newProcess().update!("copy", props, news)).outs as Outs;
    };

    it("is refused a resume without consent, with what is gone and the ways out, and is left as it is", async () => {
      await others.pauseFor(13 * 3_600_000);
      const error = await thrownBy(update());
      expect(error.message)
        .to.match(/"copy" cannot be resumed: .* retention lease/)
        .and.match(/pause was longer than .*retention_lease\.period/)
        .and.match(/Set forceResume to true.*deletes index "copy" and copies the leader again/)
        .and.match(/If the leader index was deleted.*may be the only copy left/)
        .and.match(/give the replication another `index` instead/);
      expect(writes(life.pair)).to.deep.equal([resume]);
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
      expect((error as PartialFailure).properties).to.include({ status: "PAUSED" });
    });

    it("is copied anew with consent, once the start is known to be possible", async () => {
      await others.pauseFor(13 * 3_600_000);
      life.pair.leader.addDocuments("orders", 20);
      expect(await update(consenting)).to.include({ status: "SYNCING", forceResume: true });
      expect(writes(life.pair)).to.deep.equal(way);
      expect(life.pair.follower.documentCount("copy")).to.equal(120);
      expect(life.warnings.join()).to.match(
        /index "copy" is deleted and leader index "orders".* copied again, as forceResume allows/,
      );
    });

    it("is resumed as ever, with consent or without, while the lease is there", async () => {
      await others.pauseFor(3_600_000);
      life.pair.leader.addDocuments("orders", 20);
      expect(await update(consenting)).to.include({ status: "SYNCING" });
      expect(writes(life.pair)).to.deep.equal([resume]);
      expect(life.pair.follower.documentCount("copy")).to.equal(120);
      expect(life.warnings).to.deep.equal([]);
    });

    it("is told for the only copy where its leader index was made anew", async () => {
      await others.makeLeaderAnew(3);
      const read = await life.newProcess().read!("copy", olds);
      expect(read.props).to.include({ status: "PAUSED" });
      const error = await thrownBy(update());
      expect(error.message)
        .to.match(/leader index "orders" .*was deleted while it was followed/)
        .and.match(/"copy" may be the only copy left of the old data/)
        .and.not.match(/the pause was longer/);
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
      expect(await update(consenting)).to.include({ status: "SYNCING" });
      expect(life.pair.follower.documentCount("copy")).to.equal(3);
    });

    it("is left alone where there is no leader index any more, with consent, too", async () => {
      await life.newProcess().read!("copy", olds);
      await ask(life.pair.leader, "DELETE", "/orders");
      await passed(life, 15_000);
      const error = await thrownBy(update(consenting));
      expect(error.message)
        .to.match(/cannot be resumed: leader index "orders" .* no longer exists/)
        .and.match(/may be the only copy left/);
      expect(writes(life.pair)).to.deep.equal([resume]);
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
    });

    it("is copied anew as well where it is taken over", async () => {
      await others.pauseFor(13 * 3_600_000);
      await thrownBy(life.newProcess().create(inputs));
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
      const { outs } = await life.newProcess().create(consenting);
      expect(outs).to.include({ status: "SYNCING" });
      expect(writes(life.pair).slice(-way.length)).to.deep.equal(way);
    });

    it("may stay paused", async () => {
      await others.pauseFor(13 * 3_600_000);
      expect(await update({ ...consenting, paused: true })).to.include({ status: "PAUSED" });
      expect(writes(life.pair)).to.deep.equal([]);
    });

    it("keeps its copy when the leader refuses the start", async () => {
      await others.pauseFor(13 * 3_600_000);
      await ask(life.pair.leader, "POST", "/orders/_close");
      const error = await thrownBy(update(consenting));
      expect(error.message).to.match(/index_closed_exception/);
      expect(life.pair.follower.documentCount("copy")).to.equal(100);
    });
  });
}

describe("a copy anew that ends in the middle", () => {
  const news = { ...inputs, forceResume: true };
  let life: Life;
  let olds: Outs;
  /** What happens when the follower gets its next request of that kind. */
  let onArrival: { readonly request: string; readonly happens: () => void } | undefined;
  beforeEach(async () => {
    onArrival = undefined;
    life = await beginLife({}, { version: "3.4.0", onRequest: arrived });
    olds = (await life.newProcess().create(inputs)).outs as Outs;
    await hands(() => life).pauseFor(13 * 3_600_000);
  });
  afterEach(() => life.close());

  function arrived(cluster: string, { method, path }: { method: string; path: string }): void {
    if (cluster !== "follower" || `${method} ${path}` !== onArrival?.request) return;
    const { happens } = onArrival;
    onArrival = undefined;
    happens();
  }
  const failing = async (): Promise<PartialFailure> => {
    const found = { ...olds, status: "PAUSED", reason: "maintenance" };
    return (await thrownBy(life.newProcess().update!("copy", found, news))) as PartialFailure;
  };
  const finished = async ({ properties }: PartialFailure): Promise<unknown> =>
    (await life.newProcess().update!("copy", properties, news)).outs;

  it("keeps the copy where the server refuses the start for any reason but the taken name", async () => {
    const persistent = { "plugins.replication.follower.block.start": true };
    await ask(life.pair.follower, "PUT", "/_cluster/settings", { persistent });
    expect((await failing()).message).to.match(/Replication START block is set/);
    expect(writes(life.pair)).to.deep.equal([resume, start]);
    expect(life.pair.follower.documentCount("copy")).to.equal(100);
  });

  it("is finished by the next up when the leader went away after the deletion", async () => {
    onArrival = {
      request: stop,
      happens: () => (onArrival = { request: remove, happens: () => life.pair.leader.goDown() }),
    };
    const failure = await failing();
    expect(failure.message).to.match(/connect_transport_exception/);
    expect(failure.properties).to.include({ status: "REPLACING" });
    expect(life.pair.follower.hasIndex("copy")).to.equal(false);
    life.pair.leader.comeBack();
    expect(await finished(failure)).to.include({ status: "SYNCING" });
    expect(life.pair.follower.documentCount("copy")).to.equal(100);
  });

  it("keeps the copy when the connection goes while the replication is stopped, and is finished when it is there again", async () => {
    const gone = { "cluster.remote.leader.seeds": null };
    onArrival = {
      request: stop,
      happens: () =>
        void ask(life.pair.follower, "PUT", "/_cluster/settings", { persistent: gone }),
    };
    const failure = await failing();
    expect(failure.message).to.match(
      /no such remote cluster.*had already been stopped; its index is left as it is/s,
    );
    expect(failure.properties).to.include({ status: "REPLACING" });
    expect(life.pair.follower.documentCount("copy")).to.equal(100);
    await connect(life.pair, "leader");
    expect(await finished(failure)).to.include({ status: "SYNCING" });
  });

  it("is finished by the next up when the follower went away before the deletion, since the old copy is its own", async () => {
    onArrival = { request: stop, happens: () => life.pair.follower.goDown() };
    const failure = await failing();
    expect(failure.properties).to.include({ status: "REPLACING" });
    life.pair.follower.comeBack();
    expect(life.pair.follower.documentCount("copy")).to.equal(100);
    const { follower } = life.pair;
    const seen = await ask(follower, "GET", `${plugin}/_status`);
    expect(seen.body).to.deep.equal({ status: "REPLICATION NOT IN PROGRESS" });
    expect(await finished(failure)).to.include({ status: "SYNCING" });
  });

  it("is finished by the next up when the leader went away before the server made it", async () => {
    for (const cluster of [life.pair.leader, life.pair.follower]) cluster.version = "3.8.0";
    onArrival = {
      request: start,
      happens: () => (onArrival = { request: resume, happens: () => life.pair.leader.goDown() }),
    };
    const failure = await failing();
    expect(failure.message).to.match(/connect_transport_exception/);
    expect(failure.properties).to.include({ status: "REPLACING" });
    life.pair.leader.comeBack();
    expect(await finished(failure)).to.include({ status: "SYNCING" });
    expect(life.pair.follower.documentCount("copy")).to.equal(100);
  });

  it("deletes no index whose replication somebody else has stopped", async () => {
    await ask(life.pair.follower, "POST", `${plugin}/_stop`, {});
    expect((await failing()).message).to.match(/may have been written to since.*left alone/);
    expect(life.pair.follower.documentCount("copy")).to.equal(100);
  });
});

interface Hands {
  pauseFor(milliseconds: number): Promise<void>;
  makeLeaderAnew(documents: number): Promise<void>;
}

/** What other people do; afterwards the requests are counted afresh. */
function hands(life: () => Life): Hands {
  return {
    async pauseFor(milliseconds) {
      const { pair } = life();
      await ask(pair.follower, "POST", `${plugin}/_pause`, { reason: "maintenance" });
      await passed(life(), milliseconds);
    },
    async makeLeaderAnew(documents) {
      const { pair } = life();
      await ask(pair.leader, "DELETE", "/orders");
      pair.leader.addIndex("orders", documents);
      await passed(life(), 15_000);
    },
  };
}

/** Lets time pass, and the clusters notice. */
async function passed({ clock, pair }: Life, milliseconds: number): Promise<void> {
  await ask(pair.follower, "GET", "/");
  clock.advance(milliseconds);
  await ask(pair.follower, "GET", "/");
  pair.follower.requests.length = 0;
}
