// SPDX-License-Identifier: Apache-2.0
import { type Journal, memoryJournal } from "../../provider/lifecycle/claims/journal";
import type { ClusterObject, SignedNote } from "../../provider/lifecycle/claims/note";
import { clusterAddress } from "../../provider/opensearch/settings/addresses";
import { ruleId } from "../../provider/resources/auto-follow-rule/rule-body";
import type { InProgram } from "../support/mini-engine";
import type { Properties } from "../support/grpc-calls";

/** The notes of a stack's deployments, of which each begins with none. */
export interface Deployments {
  /** Whether the processes can share their notes from now on. */
  share(areShared: boolean): void;
  journalOf(run: number, process: string): Journal;
  /** Claims what a program declares, as far as its names are known by now (`provider/pulumi/program-claims.ts`). */
  claim(declared: readonly InProgram[]): void;
}

export function deploymentsAt(settings: Readonly<Record<string, string>>): Deployments {
  const host = clusterAddress(settings);
  let areShared = true;
  let current = 0;
  let notes: SignedNote[] = [];
  let claimed = new Set<string>();
  const notesOf = (run: number): SignedNote[] => {
    if (current !== run) [current, notes, claimed] = [run, [], new Set()];
    return notes;
  };
  return {
    share: (wanted) => void (areShared = wanted),
    journalOf: (run, process) =>
      areShared
        ? memoryJournal(notesOf(run), process)
        : memoryJournal([], process, "They need a folder."),
    claim(declared) {
      for (const { run, urn, args } of areShared ? declared : []) {
        const object = objectOf(args);
        const shared = notesOf(run);
        if (object === undefined || claimed.has(urn)) continue;
        claimed.add(urn);
        shared.push({ note: "claimed", urn, ...object, host, by: "program" });
      }
    },
  };
}

/** What a resource is to have on the cluster, where the inputs that make up its name are known. */
function objectOf(args: Properties): Pick<ClusterObject, "kind" | "name"> | undefined {
  const { index, alias, name, leaderAlias, replications } = args;
  if (replications !== undefined) return undefined;
  if (typeof index === "string") return { kind: "replication", name: index };
  if (typeof alias === "string") return { kind: "connection", name: alias };
  if (typeof name !== "string" || typeof leaderAlias !== "string") return undefined;
  return { kind: "rule", name: ruleId({ name, leaderAlias }) };
}
