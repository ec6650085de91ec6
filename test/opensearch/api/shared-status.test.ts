// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { JsonObject } from "../../../provider/opensearch/answers/answer";
import type { Call, Client } from "../../../provider/opensearch/client/client";
import { status } from "../../../provider/opensearch/api/replication";
import { indexesInFlight } from "../../../provider/opensearch/api/plugin-api";
import { sharingStatuses } from "../../../provider/opensearch/api/shared-status";

const followers = (count: number, prefix = "copy-") =>
  Array.from({ length: count }, (_, at) => `${prefix}${at}`);

const pathOf = ({ segments, query }: Call) =>
  segments.slice(2).join("/") + (query?.["pattern"] === undefined ? "" : `?${query["pattern"]}`);

/** A client that answers by path, and what it was asked. */
function clientThat(
  answers: (path: string) => JsonObject | Promise<JsonObject>,
  version = "3.8.0",
) {
  const asked: string[] = [];
  const limits: (number | undefined)[] = [];
  const client = {
    ...{ host: "", isAmazon: false },
    async request(call: Call) {
      asked.push(pathOf(call));
      limits.push(call.limit);
      const answer = await answers(pathOf(call));
      if (call.isAnswer?.(answer) === false) throw new Error("not an answer of that call");
      return answer;
    },
  } satisfies Client;
  return { asked, limits, client: sharingStatuses(client, () => version) };
}

const syncing = (leader: string) => ({
  ...{ status: "SYNCING", reason: "User initiated", leader_alias: "a", leader_index: leader },
});

const of = (...indices: string[]): JsonObject => ({
  indices: Object.fromEntries(indices.map((index) => [index, syncing(`shared ${index}`)])),
});

/** Answers all as one, and each by itself differently. */
const answering = (all: JsonObject) => (path: string) =>
  path.startsWith("_bulk_status") ? all : syncing(`single ${path.split("/")[0]}`);

const leadersOf = async (client: Client, indexes: readonly string[]) =>
  (await Promise.all(indexes.map((index) => status(client, index)))).map(
    ({ leader }) => leader?.index,
  );

describe("statuses that are wanted together", () => {
  it("are one request with the pattern that all names match", async () => {
    const { client, asked } = clientThat(answering(of(...followers(9))));
    const told = await leadersOf(client, followers(9));
    expect(told).to.deep.equal(followers(9).map((index) => `shared ${index}`));
    expect(asked).to.deep.equal(["_bulk_status?copy-*"]);
  });

  it("are asked for one by one where there are few, or no pattern but that for everything", async () => {
    const { client, asked } = clientThat(answering(of()));
    await leadersOf(client, followers(7));
    await leadersOf(client, [...followers(5, "a"), ...followers(5, "b")]);
    expect(asked).to.have.length(17);
    expect(asked.join()).not.to.contain("_bulk_status");
  });

  it("are asked for one by one where the release has no answer for many, or together where it is not known", async () => {
    const before = clientThat(answering(of(...followers(9))), "3.7.0");
    await leadersOf(before.client, followers(9));
    expect(before.asked).to.have.length(9);
    const unknown = clientThat(answering(of(...followers(9))), "");
    await leadersOf(unknown.client, followers(9));
    expect(unknown.asked).to.have.length(1);
  });

  it("are asked for by themselves where the answer does not tell them", async () => {
    const told = { ...syncing("shared"), status: "no permissions for [x]" };
    const all = { indices: { ...(of(...followers(8))["indices"] as object), "copy-8": told } };
    const { client, asked } = clientThat(answering(all));
    const leaders = await leadersOf(client, followers(10));
    expect(leaders.slice(7)).to.deep.equal(["shared copy-7", "single copy-8", "single copy-9"]);
    expect(asked).to.deep.equal(["_bulk_status?copy-*", "copy-8/_status", "copy-9/_status"]);
  });

  it("are never told by an answer that was asked for before them", async () => {
    const arrived: ((answer: JsonObject) => void)[] = [];
    const { client, asked } = clientThat(() => new Promise((answer) => void arrived.push(answer)));
    const before = leadersOf(client, followers(8));
    await nextTurn();
    const after = leadersOf(client, followers(8, "copy-b"));
    await nextTurn();
    expect(asked, "the second waits for the first").to.have.length(1);
    arrived.shift()?.(of(...followers(8), ...followers(8, "copy-b")));
    expect(await before).to.include("shared copy-0");
    await nextTurn();
    expect(asked).to.deep.equal(["_bulk_status?copy-*", "_bulk_status?copy-b*"]);
    arrived.shift()?.({ indices: { "copy-b0": syncing("newer") } });
    for (let turn = 0; turn < 2; turn++) {
      await nextTurn();
      arrived.splice(0).forEach((answer) => answer(syncing("by itself")));
    }
    expect(new Set(await after)).to.deep.equal(new Set(["newer", "by itself"]));
  });

  it("are waited for a little while enough for one answer are under way, so that those that come one after the other share it", async () => {
    const { client, asked } = clientThat((path) => {
      if (path.startsWith("_bulk_status")) return of(...followers(8));
      return path.startsWith("slow") ? new Promise<never>(() => undefined) : syncing("single");
    });
    for (const prefix of ["slow-a", "slow-b"]) {
      void leadersOf(client, followers(4, prefix));
      await nextTurn();
    }
    const first = leadersOf(client, followers(4));
    await new Promise((go) => setTimeout(go, 3));
    const told = await Promise.all([first, leadersOf(client, followers(8).slice(4))]);
    expect(told.flat()).to.deep.equal(followers(8).map((index) => `shared ${index}`));
    expect(asked.filter((path) => path.startsWith("copy"))).to.deep.equal([]);
  });

  it("are asked for one by one from the first refusal on, whatever it was", async () => {
    const { client, asked } = clientThat((path) => {
      if (path.startsWith("_bulk_status")) throw new Error("no handler found for uri");
      return syncing("single");
    });
    await leadersOf(client, followers(9));
    await leadersOf(client, followers(9));
    expect(asked.filter((path) => path.startsWith("_bulk_status"))).to.have.length(1);
    expect(asked).to.have.length(1 + 18);
  });

  it("fail each with an error of its own", async () => {
    const { client } = clientThat((path) => {
      throw new Error(path);
    });
    const outcomes = await Promise.allSettled(followers(9).map((index) => status(client, index)));
    expect(
      outcomes.map((one) => (one.status === "rejected" ? (one.reason as Error).message : "")),
    ).to.deep.equal(followers(9).map((index) => `${index}/_status`));
  });

  it("are not asked for with thousands of others more than once", async () => {
    const { client, asked } = clientThat(answering(of(...followers(100))));
    await leadersOf(client, followers(10));
    await leadersOf(client, followers(10));
    expect(asked.filter((path) => path.startsWith("_bulk_status"))).to.have.length(1);
    await leadersOf(client, followers(90));
    expect(asked.filter((path) => path.startsWith("_bulk_status"))).to.have.length(2);
  });

  it("wait three seconds for a slow one, once", async () => {
    const { client, asked, limits } = clientThat((path) => {
      if (path.startsWith("_bulk_status")) throw new Error("no answer within 3 s");
      return syncing("single");
    });
    await leadersOf(client, followers(8));
    await leadersOf(client, followers(8));
    expect(limits.filter((limit) => limit !== undefined)).to.deep.equal([3_000]);
    expect(asked.filter((path) => path.startsWith("_bulk_status"))).to.have.length(1);
  });

  it("are a few requests at a time where they cannot be one", async () => {
    let inFlight = 0;
    let most = 0;
    const { client } = clientThat(async (path) => {
      if (path.startsWith("_bulk_status")) return {};
      most = Math.max(most, ++inFlight);
      await nextTurn();
      inFlight--;
      return syncing("single");
    });
    await leadersOf(client, followers(50));
    expect(most).to.equal(indexesInFlight);
  });

  it("are not shared where they are to be asked for alone, and then are few at a time, too", async () => {
    let inFlight = 0;
    let most = 0;
    const { client, asked } = clientThat(async () => {
      most = Math.max(most, ++inFlight);
      await nextTurn();
      inFlight--;
      return syncing("single");
    });
    await Promise.all(followers(20).map((index) => status(client, index, { isAlone: true })));
    expect(asked).to.have.length(20);
    expect(asked.join()).not.to.contain("_bulk_status");
    expect(most).to.equal(indexesInFlight);
  });

  it("are not asked for any more once they are cancelled, if they still wait for their turn", async () => {
    const arrived: ((answer: JsonObject) => void)[] = [];
    const { client, asked } = clientThat((path) =>
      path.startsWith("_bulk_status") ? {} : new Promise((answer) => void arrived.push(answer)),
    );
    const { signal, abort } = cancellable();
    const all = Promise.allSettled(followers(20).map((index) => status(client, index, { signal })));
    while (arrived.length < indexesInFlight) await nextTurn();
    abort();
    arrived.forEach((answer) => answer(syncing("single")));
    const kinds = (await all).map((one) => one.status);
    expect(kinds.filter((kind) => kind === "fulfilled")).to.have.length(indexesInFlight);
    expect(asked).to.have.length(1 + indexesInFlight);
  });

  it("of an index called like what every object has, which the answer does not tell -> asked by itself", async () => {
    const names = ["constructor", ...followers(8, "constructor-")];
    const { client, asked } = clientThat(answering(of(...followers(8, "constructor-"))));
    expect((await leadersOf(client, names))[0]).to.equal("single constructor");
    expect(asked).to.deep.equal(["_bulk_status?constructor*", "constructor/_status"]);
  });

  it("leave every other call as it is", async () => {
    const { client, asked } = clientThat(() => ({}));
    const call = { doing: "x", segments: ["_plugins", "_replication", "copy", "_stop"] };
    await Promise.all(followers(9).map(() => client.request({ ...call, method: "POST" })));
    await Promise.all(
      followers(9).map(() =>
        client.request({ ...call, method: "GET", segments: ["copy", "_settings"] }),
      ),
    );
    expect(asked).to.have.length(18);
  });
});

function cancellable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort(new Error("cancelled")) };
}

const nextTurn = () => new Promise((go) => setTimeout(go, 5));
