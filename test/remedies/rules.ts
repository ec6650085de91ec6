// SPDX-License-Identifier: Apache-2.0
import { createRule, deleteRule } from "./calls";
import { type Judged, refused } from "./judged";

/** What making and deleting auto-follow rules fails with. */
export const rules: readonly Judged[] = [
  {
    cause: "a rule of that name exists for the connection",
    fate: "unclear",
    source: "autofollow: rule twice, 3.8.0/rules",
    call: createRule,
    answer: refused(
      500,
      "exception",
      "Exisiting autofollow replication rule cannot be recreated/updated",
      [
        "resource_already_exists_exception",
        "task with id {autofollow:eu:all-orders} already exist",
      ],
    ),
    message:
      "Exisiting autofollow replication rule cannot be recreated/updated; caused by resource_already_exists_exception: task with id {autofollow:eu:all-orders} already exist (HTTP 500).",
  },
  {
    cause: "the rule is not there",
    source: "autofollow: delete twice, 3.8.0/rules",
    call: deleteRule,
    answer: refused(500, "exception", "Autofollow replication rule eu:all-orders does not exist"),
    message: "Autofollow replication rule eu:all-orders does not exist (HTTP 500).",
  },
  {
    cause: "a pattern that the plugin does not allow",
    source: "autofollow: pattern _a",
    call: createRule,
    answer: refused(
      400,
      "action_request_validation_exception",
      "Validation Failed: 1: Autofollow pattern: _a must not start with '_' or '-';",
    ),
    message:
      "action_request_validation_exception: Validation Failed: 1: Autofollow pattern: _a must not start with '_' or '-'; (HTTP 400). Correct the name quoted above.",
  },
  {
    cause: "the release does not rename followers (before 3.8)",
    source: "autofollow: follower_index_pattern",
    call: createRule,
    answer: refused(
      400,
      "x_content_parse_exception",
      "[1:61] [AutoFollowRequestParser] unknown field [follower_index_pattern]",
    ),
    message:
      "x_content_parse_exception: [1:61] [AutoFollowRequestParser] unknown field [follower_index_pattern] (HTTP 400). A rule can rename its followers from OpenSearch 3.8 on: remove followerIndexPattern, so that followers are named like their leaders, or upgrade the follower cluster.",
  },
];
