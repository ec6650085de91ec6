// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { PartialFailure } from "../../provider/doors/dynamic/partial-failure";
import { ask } from "../support/ask";
import { beginLife, type Life, writes } from "../support/handler-life";
import { checkedInputs as inputs } from "../support/replication-inputs";
import { thrownBy } from "../support/thrown-by";

const start = "PUT /_plugins/_replication/copy/_start";
const stop = "POST /_plugins/_replication/copy/_stop";

describe("a task that has outlived a replication", () => {
  let life: Life;
  beforeEach(async () => (life = await beginLife()));
  afterEach(() => life.close());

  const begin = (version: string): void => {
    life.pair.leader.version = version;
    life.pair.follower.version = version;
    life.pair.follower.leaveTask("copy");
  };
  const created = async () => (await life.newProcess().create(inputs)).outs;

  for (const version of ["2.9.0", "2.19.6", "3.6.0"]) {
    it(`is cleared by a stop on ${version}, once nothing has come of the name, and the start sent again`, async () => {
      begin(version);
      const at = life.clock.now();
      expect(await created()).to.include({ status: "SYNCING" });
      expect(writes(life.pair)).to.deep.equal([start, stop, start]);
      expect(life.clock.now() - at).to.be.at.least(20_000);
      expect(life.infos.join()).to.match(
        /A task of an earlier replication into "copy" is still registered/,
      );
    });
  }

  it("is cleared by the start itself from 3.7 on", async () => {
    begin("3.7.0");
    expect(await created()).to.include({ status: "SYNCING" });
    expect(writes(life.pair)).to.deep.equal([start]);
  });

  it("is cleared also where the version is not known, since no index has the name", async () => {
    begin("2.19.6");
    await ask(life.pair.follower, "PUT", "/_cluster/settings", {
      persistent: { "compatibility.override_main_response_version": true },
    });
    expect(await created()).to.include({ status: "SYNCING" });
    expect(writes(life.pair)).to.deep.equal([start, stop, start]);
  });

  const untouched = async (message: RegExp): Promise<void> => {
    const error = await thrownBy(created());
    expect(error.message).to.match(message);
    expect(error).not.to.be.instanceOf(PartialFailure);
    expect(writes(life.pair)).to.deep.equal([start]);
  };

  it("is left where a stop does not clear it, before 2.9", async () => {
    begin("2.8.0");
    await untouched(/task with id \{replication:index:copy\} already exist.*upgrade the follower/s);
  });

  it("is left, and the index too, where one of the name has come about meanwhile", async () => {
    begin("2.19.6");
    const sleep = life.clock.sleep.bind(life.clock);
    life.clock.sleep = async (...args) => {
      await sleep(...args);
      if (!life.pair.follower.hasIndex("copy")) life.pair.follower.addIndex("copy", 3);
    };
    await thrownBy(created());
    expect(writes(life.pair)).to.deep.equal([start]);
    expect(life.pair.follower.documentCount("copy")).to.equal(3);
  });

  for (const [version, isKnown] of [
    ["3.6.0", true],
    ["3.6.0", false],
  ] as const) {
    it(`is ${isKnown ? "cleared" : "left"} where the index may not be looked at and the version is ${isKnown ? version : "not known"}`, async () => {
      begin(version);
      life.pair.follower.offersNot(/_settings$/);
      if (!isKnown) life.pair.follower.offersNot(/^\/$/);
      if (isKnown) expect(await created()).to.include({ status: "SYNCING" });
      else await untouched(/already exist/);
    });
  }

  it("is somebody else's start where a replication comes of it: the same one is taken over", async () => {
    begin("2.19.6");
    const sleep = life.clock.sleep.bind(life.clock);
    let isStarted = false;
    life.clock.sleep = async (...args) => {
      await sleep(...args);
      if (isStarted) return;
      isStarted = true;
      await ask(life.pair.follower, "POST", "/_plugins/_replication/copy/_stop", {});
      await ask(life.pair.follower, "PUT", "/_plugins/_replication/copy/_start", {
        leader_alias: "leader",
        leader_index: "orders",
      });
    };
    expect(await created()).to.include({ status: "SYNCING" });
    // Two of them are the other's.
    expect(writes(life.pair)).to.deep.equal([start, stop, start]);
  });
});
