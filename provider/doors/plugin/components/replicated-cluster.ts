// SPDX-License-Identifier: Apache-2.0
import { planIndexes, type PlannedIndex } from "../../../pulumi/replicated-cluster/indexes";
import { isRecord, withoutUndefined } from "../../../opensearch/text/record";
import type { Message, Read } from "../wire/codec";
import type { Properties } from "../wire/struct";
import { invalid, isPlain, limitsFor, told } from "./inputs";
import type { Child, Registrar } from "./registrar";

/** The inputs, as the schema names them: a function that renames is a suffix in other languages. */
const names = new Set([
  ...["connection", "leaderAlias", "indexes", "suffix", "autoFollow", "paused", "waitFor"],
  ...["timeouts", "useRoles", "settings", "ifIndexExists", "onReplace", "onDestroy"],
]);

/** Everything that a follower cluster replicates from one leader: what the class `ReplicatedCluster` makes. */
export async function replicatedCluster(
  { name, inputs, customTimeouts }: Read<"ConstructRequest">,
  { child, done }: Registrar,
): Promise<Message<"ConstructResponse">> {
  const indexes = planned(name, inputs);
  const { useRoles, settings, paused, ifIndexExists, onReplace, onDestroy } = inputs;
  const { connection, autoFollow, waitFor = "caughtUp" } = inputs;
  const timeouts = limitsFor(inputs["timeouts"], customTimeouts);
  const leader = isRecord(connection)
    ? await child("LeaderConnection", `${name}-connection`, connection)
    : undefined;
  const leaderAlias = leader === undefined ? inputs["leaderAlias"] : told(leader, "alias");
  const dependsOn = leader === undefined ? [] : [leader];
  const shared = { useRoles, settings, paused, ifIndexExists, onReplace, onDestroy, timeouts };
  const replicate = ({ leaderIndex, own }: PlannedIndex): Promise<Child> =>
    child(
      "StartedReplication",
      `${name}-${leaderIndex}`,
      { ...shared, ...own, leaderAlias, waitFor: "acknowledged" },
      { dependsOn },
    );
  const replications = await Promise.all(indexes.map(replicate));
  // After the replications: a rule that comes first takes the names of those that it matches.
  const rules = await Promise.all(
    Object.entries(isRecord(autoFollow) ? autoFollow : {}).map(([rule, own]) =>
      child(
        "AutoFollowRule",
        `${name}-${rule}`,
        {
          ...{ useRoles, settings, onDestroy: "stopFollowers" },
          ...(isRecord(own) ? own : {}),
          ...{ name: rule, leaderAlias },
        },
        { dependsOn: [...dependsOn, ...replications] },
      ),
    ),
  );
  const running = replications.filter((_, at) => (indexes[at]?.own.paused ?? paused) !== true);
  const { create, update } = isRecord(timeouts) ? timeouts : {};
  const gate =
    waitFor === "acknowledged" || running.length === 0
      ? undefined
      : await child("ReplicationGate", `${name}-gate`, {
          replications: running.map((one) => ({
            index: told(one, "index"),
            startedAt: told(one, "startedAt"),
          })),
          waitFor,
          ...(timeouts === undefined ? {} : { timeouts: withoutUndefined({ create, update }) }),
        });
  const byLeader = (output: string): Properties =>
    Object.fromEntries(
      indexes.flatMap(({ leaderIndex }, at) => {
        const one = replications[at];
        return one === undefined ? [] : [[leaderIndex, one.outputs[output]]];
      }),
    );
  const all = [...dependsOn, ...replications, ...rules, ...(gate === undefined ? [] : [gate])];
  return done({ followers: byLeader("index"), statuses: byLeader("status") }, all);
}

/** The replications to create; throws a sentence for each mistake that the resources do not name themselves. */
function planned(name: string, inputs: Properties): readonly PlannedIndex[] {
  const { connection, leaderAlias, indexes, suffix = "", autoFollow, paused, waitFor } = inputs;
  const isList = Array.isArray(indexes) && indexes.every(isIndex);
  const problems = [
    ...Object.keys(inputs).flatMap((one) => (names.has(one) ? [] : [`${one} is no input`])),
    ...((connection ?? undefined) === undefined && (leaderAlias ?? undefined) === undefined
      ? ["connection is required, or leaderAlias: the name of an existing connection"]
      : []),
    ...(isList ? [] : [`indexes must be a list of objects with a leaderIndex, ${plainly}`]),
    ...(typeof suffix === "string" && isPlain(suffix) ? [] : [`suffix must be a text, ${plainly}`]),
    ...(autoFollow === undefined || (isRecord(autoFollow) && isPlain(autoFollow))
      ? []
      : [`autoFollow must be an object of rules by name, ${plainly}`]),
    ...(isPlain(paused) && isPlain(waitFor) ? [] : [`paused and waitFor must be ${plainly}`]),
  ];
  if (problems.length > 0) throw invalid("ReplicatedCluster", name, problems);
  const plan = planIndexes(indexes as never, (leaderIndex) => `${leaderIndex}${String(suffix)}`);
  if ("problems" in plan) throw invalid("ReplicatedCluster", name, plan.problems);
  return plan.indexes;
}

const plainly = "known before anything is created: its resources are named after it";

function isIndex(entry: unknown): boolean {
  if (!isRecord(entry)) return false;
  const { leaderIndex, index, paused } = entry;
  const isName = typeof leaderIndex === "string" && isPlain(leaderIndex);
  return isName && isPlain(index) && isPlain(paused);
}
