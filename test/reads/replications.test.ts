// SPDX-License-Identifier: Apache-2.0
import { indexesInFlight } from "../../provider/opensearch/api/plugin-api";
import { expect } from "chai";
import { lookUpReplications } from "../../provider/reads/replications";
import { openReads } from "../../provider/reads/reads";
import {
  administrator,
  askedOf,
  beginLookUps,
  leastPrivileged,
  type LookUpLife,
} from "../support/look-up-life";
import { json, type Reply, startServer } from "../support/loopback-server";
import { thrownBy } from "../support/thrown-by";

const none = { exists: false, status: "REPLICATION NOT IN PROGRESS", reason: "" };
const list =
  "GET /_cluster/state/metadata?filter_path=cluster_name%2Cmetadata.cluster_uuid%2Cmetadata.replication_metadata";
const statusOf = (index: string): string =>
  `GET /_plugins/_replication/${index}/_status?verbose=true`;

describe("a look-up of all replications", () => {
  let life: LookUpLife;
  beforeEach(async () => {
    life = await beginLookUps();
  });
  afterEach(() => life.close());
  const lookUp = async (args = {}) => lookUpReplications(await life.reads(), args);

  it("tells the state on record by one request", async () => {
    await life.start("c-paused", "a-running");
    await life.pause("c-paused");
    life.pair.follower.failBootstrap("b-failed");
    await thrownBy(life.start("b-failed"));
    askedOf(life);
    const stored = { exists: true, reason: "" };
    expect(await lookUp()).to.deep.equal([
      { index: "a-running", status: "RUNNING", ...stored },
      { index: "b-failed", status: "FAILED", ...stored },
      { index: "c-paused", status: "PAUSED", ...stored },
    ]);
    expect(askedOf(life)).to.deep.equal([list]);
  });

  it("tells the connection too since 3.8", async () => {
    life.pair.leader.version = "3.8.0";
    life.pair.follower.version = "3.8.0";
    await life.start("copy");
    expect(await lookUp()).to.deep.equal([
      { index: "copy", exists: true, status: "RUNNING", reason: "", leaderAlias: "leader" },
    ]);
  });

  it("tells everything of many by two requests since 3.8", async () => {
    life.pair.leader.version = "3.8.0";
    life.pair.follower.version = "3.8.0";
    const names = Array.from({ length: 9 }, (_, at) => `copy-${at}`);
    await life.start(...names);
    askedOf(life);
    const found = await lookUp({ details: true });
    expect(found.map(({ index, leaderIndex }) => [index, leaderIndex])).to.deep.equal(
      names.map((name) => [name, "orders"]),
    );
    expect(askedOf(life)).to.deep.equal([
      list,
      "GET /_plugins/_replication/_bulk_status?pattern=copy-%2A",
    ]);
  });

  it("is an empty list where there is none", async () => {
    expect(await lookUp()).to.deep.equal([]);
    expect(await lookUp({ details: true })).to.deep.equal([]);
    expect(await lookUp({ indexes: [], details: true })).to.deep.equal([]);
  });

  it("asks for the status of each with details", async () => {
    await life.start("one", "two");
    await life.pause("two");
    const [one, two] = await lookUp({ details: true });
    expect(one).to.include({ index: "one", status: "SYNCING", leaderIndex: "orders", lag: 0 });
    expect(two).to.include({ index: "two", status: "PAUSED", leaderAlias: "leader" });
    expect(askedOf(life)).to.deep.equal([list, statusOf("one"), statusOf("two")]);
  });

  it("has one entry for each index that is named, in that order", async () => {
    await life.start("one", "two");
    const indexes = ["two", "missing", "one"];
    expect(await lookUp({ indexes })).to.deep.equal([
      { index: "two", exists: true, status: "RUNNING", reason: "" },
      { index: "missing", ...none },
      { index: "one", exists: true, status: "RUNNING", reason: "" },
    ]);
    expect(askedOf(life)).to.deep.equal([list]);
    const detailed = await lookUp({ indexes, details: true });
    expect(detailed.map(({ index, status }) => [index, status])).to.deep.equal([
      ["two", "SYNCING"],
      ["missing", none.status],
      ["one", "SYNCING"],
    ]);
    expect(askedOf(life)).to.have.members(indexes.map(statusOf));
  });

  it("tells of a leader that does not answer without hiding the other replications", async () => {
    await life.start("one", "two");
    await life.pause("two");
    life.pair.leader.goDown();
    const [one, two] = await lookUp({ details: true });
    expect(one).to.deep.equal({
      index: "one",
      exists: true,
      status: "UNKNOWN",
      reason: "failed to fetch replication status",
    });
    expect(two).to.include({ index: "two", status: "PAUSED" });
  });

  it("sends nothing for a name that no index can have", async () => {
    const error = await thrownBy(lookUp({ indexes: ["copy", "a,b"] }));
    expect(error.message).to.match(/^indexes\[1\] must not contain.*< > [|] ,$/);
    expect(askedOf(life)).to.deep.equal([]);
  });
});

describe("a look-up of all replications by a user who has only the plugin's own roles", () => {
  let life: LookUpLife;
  beforeEach(async () => {
    life = await beginLookUps({ security: {} });
    await life.start("copy");
  });
  afterEach(() => life.close());
  const lookUp = async (args = {}, signIn = leastPrivileged) =>
    lookUpReplications(await life.reads(signIn), args);

  it("asks for the named indexes one by one", async () => {
    const [copy, missing] = await lookUp({ indexes: ["copy", "missing"] });
    expect(copy).to.include({ index: "copy", status: "SYNCING", lag: 0 });
    expect(missing).to.deep.equal({ index: "missing", ...none });
    expect(askedOf(life)).to.deep.equal([list, statusOf("copy"), statusOf("missing")]);
  });

  it("says without names which permission is missing, and what does without it", async () => {
    for (const args of [{}, { details: true }]) {
      const error = await thrownBy(lookUp(args));
      expect(error.message).to.match(
        /^Could not list the replications .*no permissions for \[cluster:monitor\/state\].*Grant cluster:monitor\/state .* that names the follower indexes in `indexes`/s,
      );
    }
  });

  it("needs no names of one who may read the cluster state", async () => {
    expect(await lookUp({}, administrator)).to.deep.include({
      index: "copy",
      exists: true,
      status: "RUNNING",
      reason: "",
    });
  });

  it("with a wrong password is told how to sign in", async () => {
    const error = await thrownBy(
      lookUp({ indexes: ["copy"] }, { ...leastPrivileged, password: "x" }),
    );
    expect(error.message).to.match(/Unauthorized \(HTTP 401\)\.\nSet the sign-in/);
  });
});

describe("the requests for the status of each", () => {
  it("are sent a few at a time", async () => {
    let inFlight = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const server = await startServer(async ({ url }): Promise<Reply> => {
      if (url.includes("_bulk_status")) return json(400, { error: "no handler found" });
      most = Math.max(most, ++inFlight);
      // Answered when as many are there as there can be.
      await new Promise<void>((go) => {
        waiting.push(go);
        if (inFlight === indexesInFlight) waiting.splice(0).forEach((answer) => answer());
      });
      inFlight--;
      return json(200, { status: "RUNNING" });
    });
    try {
      const indexes = Array.from({ length: indexesInFlight * 3 }, (_, number) => `copy-${number}`);
      const client = await openReads({ url: server.url });
      const found = await lookUpReplications(client, { indexes, details: true });
      expect(found.map(({ index }) => index)).to.deep.equal(indexes);
      expect(most).to.equal(indexesInFlight);
    } finally {
      await server.close();
    }
  });
});
