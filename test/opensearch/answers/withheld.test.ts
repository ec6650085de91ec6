// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { autoFollowRules, rulesIfAllowed } from "../../../provider/opensearch/api/auto-follow";
import type { JsonObject } from "../../../provider/opensearch/answers/answer";
import type { Client } from "../../../provider/opensearch/client/client";
import { OpenSearchError } from "../../../provider/opensearch/answers/errors";
import { followerMark, hasFollowerBlock } from "../../../provider/opensearch/api/follower-index";
import { followerStats } from "../../../provider/opensearch/api/follower-stats";
import {
  isNotAllowed,
  isWithheld,
  needsPermission,
} from "../../../provider/opensearch/answers/withheld";
import { storedReplications } from "../../../provider/opensearch/api/stored-replications";
import { thrownBy } from "../../support/thrown-by";

const failed = (status: number | undefined, type: string, reason: string): OpenSearchError =>
  new OpenSearchError({
    ...{ doing: "look", method: "GET", path: "/", host: "h", mayHaveHappened: false },
    ...{ status, type, reason },
  });

describe("what is not told", () => {
  for (const [what, error, expected] of [
    ["that the user may not", failed(403, "security_exception", "no permissions for [x]"), true],
    ["that the policy does not allow", failed(403, "", "User: x is not authorized to y"), true],
    [
      "that the service offers to nobody",
      failed(401, "", "Your request: '/x' is not allowed."),
      true,
    ],
    [
      "whose body it does not take",
      failed(401, "", "Your request: '/_cluster/settings' payload is not allowed."),
      true,
    ],
    [
      "whose method it does not take",
      failed(401, "", "Your request: '/x' is not allowed for verb: GET"),
      true,
    ],
    ["with a wrong sign-in", failed(401, "", "Unauthorized"), false],
    ["that is not there", failed(404, "index_not_found_exception", "no such index [x]"), false],
    ["that nobody answers", failed(undefined, "ECONNREFUSED", "refused"), false],
    ["of a server in trouble", failed(500, "exception", "Your request is not allowed"), false],
  ] as const) {
    it(`${expected ? "is" : "is not"} a call ${what}`, () => {
      expect(isWithheld(error)).to.equal(expected);
    });
  }

  it("is no matter of a permission where the service offers it to nobody", () => {
    const offered = failed(403, "", "Your request: '/x' is not allowed.");
    expect(needsPermission(offered)).to.equal(false);
    expect(needsPermission(failed(403, "security_exception", "no permissions for"))).to.equal(true);
  });

  it("is not what a block refuses", () => {
    const blocked = failed(403, "cluster_block_exception", "FORBIDDEN/1000");
    expect(isNotAllowed(blocked)).to.equal(false);
    expect(
      isNotAllowed(failed(403, "", "User: x is not authorized to perform: es:ESHttpDelete")),
    ).to.equal(true);
  });
});

describe("an answer that was cut down", () => {
  /** Answers each path with what is given; what it is no answer to is an error, as with the real client. */
  const answering = (answers: Record<string, JsonObject>, isAmazon = false): Client => ({
    host: "h",
    isAmazon,
    request: ({ segments, isAnswer = () => true }) => {
      const json = answers[segments.slice(0, 3).join("/")];
      if (json === undefined) return Promise.reject(failed(403, "", "no permissions for"));
      return isAnswer(json)
        ? Promise.resolve(json)
        : Promise.reject(failed(200, "not_json", "not the answer to this call"));
    },
  });
  const state = "_cluster/state/metadata";
  const stats = "_plugins/_replication/follower_stats";
  const rules = "_plugins/_replication/autofollow_stats";
  const counts = {
    ...{ num_syncing_indices: 0, num_bootstrapping_indices: 0, num_paused_indices: 0 },
    ...{ num_failed_indices: 0, num_index_tasks: 0, leader_checkpoint: 0, follower_checkpoint: 0 },
  };
  const whole = { ...counts, index_stats: {} };
  const named = (metadata?: JsonObject): JsonObject => ({
    cluster_name: "n",
    ...(metadata === undefined ? {} : { metadata }),
  });

  for (const [what, answers, isAmazon] of [
    ["without metadata", { [state]: named() }, false],
    ["without the uuid of the metadata", { [state]: named({}) }, false],
    ["by Amazon's service, without the record", { [state]: named({ cluster_uuid: "u" }) }, true],
    [
      "without the record, beside statistics that count one",
      { [state]: named(), [stats]: { ...whole, num_paused_indices: 1 } },
      false,
    ],
    [
      "without the record, beside statistics that are cut down, too",
      { [state]: named(), [stats]: { num_syncing_indices: 0 } },
      false,
    ],
    [
      "with an empty record",
      { [state]: named({ cluster_uuid: "u", replication_metadata: {} }) },
      true,
    ],
  ] as const) {
    it(`${what} does not tell that there are no replications`, async () => {
      const error = await thrownBy(storedReplications(answering(answers, isAmazon)));
      expect(isWithheld(error)).to.equal(true);
      expect(error.message).to.equal(
        "Could not list the replications of the follower cluster on h:\nthe answer is filtered and does not include the record of replications (HTTP 200).\nA look-up that names the follower indexes in `indexes` does not need it.",
      );
    });
  }

  for (const [what, answers, isAmazon] of [
    [
      "a record that is empty",
      { [state]: named({ replication_metadata: { replication_details: {} } }) },
      true,
    ],
    ["metadata that is whole", { [state]: named({ cluster_uuid: "u" }) }, false],
    ["statistics that count none", { [state]: named(), [stats]: whole }, true],
  ] as const) {
    it(`tells it with ${what}`, async () => {
      expect(await storedReplications(answering(answers, isAmazon))).to.deep.equal([]);
    });
  }

  for (const [what, answer] of [
    ["that is empty", {}],
    ["without the list", { num_success_start_replication: 1, failed_indices: [] }],
    [
      "with rules without their patterns",
      { autofollow_stats: [{ name: "a" }], failed_indices: [] },
    ],
  ] as const) {
    it(`${what} does not tell that there are no rules`, async () => {
      const client = answering({ [rules]: answer });
      const error = await thrownBy(autoFollowRules(client));
      expect(isWithheld(error)).to.equal(true);
      expect(error.message).to.match(/is filtered and does not include the list of rules \(HTTP/);
      expect(await rulesIfAllowed(client)).to.equal(undefined);
    });
  }

  it("does not tell what was counted", async () => {
    const names = Object.entries(whole).filter(([name]) => name !== "leader_checkpoint");
    const part = Object.fromEntries(names);
    const error = await thrownBy(followerStats(answering({ [stats]: part })));
    expect(isWithheld(error)).to.equal(true);
    expect(error.message).to.match(/is filtered and does not include some of the counters \(HTTP/);
  });

  it("is not one that was garbled", async () => {
    const garbled = answering({
      [rules]: { message: "welcome" },
      [stats]: { ...whole, num_paused_indices: "x" },
    });
    expect(isWithheld(await thrownBy(autoFollowRules(garbled)))).to.equal(false);
    expect(isWithheld(await thrownBy(followerStats(garbled)))).to.equal(false);
  });

  it("does not tell that an index follows nothing, or has no block", async () => {
    const settings = {
      "copy/_settings": { copy: { settings: { "index.number_of_shards": "1" } } },
    };
    expect(await followerMark(answering(settings), "copy")).to.equal("forbidden");
    const blocks = { "_cluster/state/blocks": named() };
    expect(await hasFollowerBlock(answering(blocks), "copy")).to.equal(undefined);
  });
});
