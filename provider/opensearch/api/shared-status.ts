// SPDX-License-Identifier: Apache-2.0
import { semaphore } from "../../waiting/semaphore";
import { isObject, type Json, type JsonObject } from "../answers/answer";
import type { Call, Client } from "../client/client";
import { indexesInFlight, pluginPath, textAt } from "./plugin-api";
import { notInProgress } from "./status";
import { isAtLeast } from "./cluster";

/** From how many statuses on, wanted at the same time, one answer for all is asked for. */
const fewestShared = 8;

/** For how many milliseconds more calls are waited for while enough to share one answer are under way. */
const gatheringTime = 20;

/** How many statuses an answer may hold for each one that was wanted. */
const mostForOne = 5;

/** For how many milliseconds an answer is waited for: it waits for its slowest follower, with which the others need not wait. */
const longestShared = 3_000;

interface Wanted {
  readonly call: Call;
  readonly index: string;
  readonly answer: (json: JsonObject | Promise<JsonObject>) => void;
}

/**
 * The same client, whose `_status` calls that are made together share one
 * `GET /_plugins/_replication/_bulk_status?pattern=…` (OpenSearch 3.8 and later). `version` is the
 * cluster's, empty while it is not known.
 *
 * Nobody gets an answer that was asked for before their own call. What the answer does not tell is
 * asked for by itself: a status that could not be read, an index that is missing or closed. The shards
 * it never tells, so that a call that is to be made alone for their sake has an answer of its own. So is
 * everything where the request is refused, or tells of far more than was wanted: the server takes one
 * pattern, and no list of names.
 */
export function sharingStatuses(client: Client, version: () => string): Client {
  const inTurn = semaphore(indexesInFlight);
  let fewest = fewestShared;
  let wanted: Wanted[] = [];
  let isGathering = false;
  let underWay = 0;

  async function answerAll(): Promise<void> {
    // While one answer is under way, more are gathered for the next.
    while (wanted.length > 0) {
      const group = wanted;
      wanted = [];
      const pattern = patternOf(group.map(({ index }) => index));
      const isOffered = isAtLeast(version(), "3.8") !== false;
      const isShared = isOffered && group.length >= fewest && pattern !== "*";
      const told = new Map(isShared ? await askTogether(pattern, group.length) : []);
      for (const one of group) {
        const status = told.get(one.index);
        const ask = (): Promise<JsonObject> => client.request(one.call);
        if (isTold(status)) {
          one.answer(status);
          continue;
        }
        underWay++;
        // What the engine itself sends at a time is few; a gate wants all at once.
        const asked = group.length < fewestShared ? ask() : inTurn(ask, one.call.signal);
        one.answer(asked.finally(() => underWay--));
      }
    }
    isGathering = false;
  }

  async function askTogether(
    pattern: string,
    count: number,
  ): Promise<[string, Json | undefined][]> {
    let indices: [string, Json | undefined][] = [];
    try {
      const answer = await client.request({
        doing: `read the replication statuses of the follower indexes "${pattern}"`,
        method: "GET",
        segments: [...pluginPath, "_bulk_status"],
        query: { pattern },
        isAnswer: (json) => isObject(json["indices"]),
        limit: longestShared,
      });
      indices = Object.entries(answer["indices"] as JsonObject);
    } catch {
      // Whatever is the matter, each call by itself fails or succeeds in its own words.
      fewest = Infinity;
    }
    if (indices.length > count * mostForOne) fewest = Math.max(fewest, count + 1);
    return indices;
  }

  return {
    ...client,
    request(call) {
      const { statusOf: index } = call;
      if (index === undefined) return client.request(call);
      if (call.isAlone === true) return inTurn(() => client.request(call), call.signal);
      return new Promise((answer) => {
        wanted.push({ call, index, answer });
        if (isGathering) return;
        isGathering = true;
        const isCrowded = underWay >= fewestShared && fewest < Infinity;
        setTimeout(() => void answerAll(), isCrowded ? gatheringTime : 0);
      });
    },
  };
}

/** One pattern that all names match. */
function patternOf(names: readonly string[]): string {
  const [first = "", ...others] = names;
  let length = first.length;
  for (const name of others) while (!name.startsWith(first.slice(0, length))) length--;
  return `${first.slice(0, length)}*`;
}

/** What could not be read has the text of the failure in the place of the status. */
function isTold(status: Json | undefined): status is JsonObject {
  return isObject(status) && statuses.includes(textAt(status, "status"));
}

const statuses = ["SYNCING", "BOOTSTRAPPING", "RUNNING", "PAUSED", "FAILED", notInProgress];
