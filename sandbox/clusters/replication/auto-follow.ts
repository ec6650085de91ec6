// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { glob } from "../cluster/glob";
import type { IndexState } from "../cluster/index-state";
import { follow } from "../cluster/remote";
import { timeSetting } from "../cluster/settings";
import { Refusal } from "../http/refusal";
import { forbidden } from "../security/permit";
import { PLACEHOLDER, type AutoFollowRule } from "./auto-follow-rule";
import { begin } from "./begin";
import { isListed, nameViolations } from "./names";
import { RIGHTS, roleMay } from "./role-rights";

const RETRY_AFTER = 3_600_000;

const startOne = (cluster: Cluster, rule: AutoFollowRule, leader: IndexState, now: number) => {
  const { name } = leader;
  const follower = rule.followerPattern.replaceAll(PLACEHOLDER, name);
  // An index that has the name already is passed over without a word.
  if (cluster.indexes.has(follower)) return;
  if ((rule.failed.get(name) ?? 0) > now) return;
  const { leaderAlias, overrides, caller, roles } = rule;
  const wish = { follower, leaderAlias, leaderIndex: name, overrides, caller, roles };
  try {
    // The caller was asked for its permissions when it made the rule; from then on the roles act.
    if (!roleMay(cluster, wish, "start")) throw forbidden(RIGHTS.start);
    const broken = [...nameViolations(name), ...nameViolations(follower)];
    if (broken.length > 0)
      throw new Refusal(400, "action_request_validation_exception", broken.join());
    const future = begin(cluster, wish, now);
    if (future.kind !== "restores") throw new Refusal(500, "exception", "the restore was refused");
    rule.started += 1;
    rule.failed.delete(name);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    rule.failedStarts += 1;
    rule.failed.set(name, now + RETRY_AFTER);
  }
};

const poll = (cluster: Cluster, rule: AutoFollowRule, now: number): void => {
  rule.lastExecution = now;
  const route = follow(cluster, rule.leaderAlias);
  if (route.leads !== "to") {
    rule.failedLeaderCalls += 1;
    return;
  }
  const matches = glob(rule.pattern);
  for (const leader of [...route.cluster.indexes.values()])
    if (matches.test(leader.name) && isListed(leader.name)) startOne(cluster, rule, leader, now);
};

/**
 * Lets every rule that is due look at its leader. What the leader holds only changes by requests,
 * and each of them brings the clusters up to date, so one look stands for all that were missed.
 */
export const pollRules = (cluster: Cluster, now: number): void => {
  const every = timeSetting(
    cluster.settings,
    "plugins.replication.autofollow.fetch_poll_interval",
    cluster.pace.autoFollowPoll,
  );
  for (const rule of cluster.rules.values()) {
    if (now < rule.nextPoll) continue;
    const missed = Math.floor((now - rule.nextPoll) / every);
    const due = rule.nextPoll + missed * every;
    rule.nextPoll = due + every;
    poll(cluster, rule, due);
  }
};
