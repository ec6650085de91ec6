// SPDX-License-Identifier: Apache-2.0
import { autoFollowRules } from "../../opensearch/calls/auto-follow";
import { followersOver } from "../../opensearch/calls/followers";
import { needsPermission, isNotTold } from "../../opensearch/client/not-told";
import { changeRemoteSettings } from "../../opensearch/calls/remote-settings";
import { withRetries } from "../../opensearch/client/retry";
import type { Operation } from "../common/operation";
import { Refusal } from "../common/refusal";
import { clusterNow } from "../common/same-cluster";
import { keptBecauseUsed, perhapsUsed, stillUsed } from "./usage";
import { removalOf } from "./keys";
import { lookAtConnection } from "./look";
import { isEmpty } from "./plan";

/** Removes the connection as far as it is this resource's to remove, which the program's claims tell. */
export async function removeConnection(
  alias: string,
  force: boolean,
  uuid: string,
  operation: Operation,
): Promise<void> {
  const { claims, host, urn, tell } = operation;
  const owner = claims.ownerOf({ kind: "connection", name: alias, host, uuid, urn });
  switch (owner.kind) {
    case "another":
    case "itself":
    case "forced": {
      const holder = owner.kind === "another" ? owner.urn : owner.claim.urn;
      return tell.warn(
        `Connection "${alias}" was not removed: in this deployment ${holder} has taken it over.`,
      );
    }
    case "replacement":
      // Without it for 13 s, every replication over it pauses: the create that follows changes it in place.
      return claims.note({ note: "left", urn: owner.claim.urn });
    case "nobody": {
      const { isAnother } = await clusterNow(`Connection "${alias}"`, uuid, operation);
      if (!isAnother) return deleteConnection(alias, force, operation);
      return tell.warn(
        `Connection "${alias}" was on the cluster with uuid ${uuid}, and is taken for gone.`,
      );
    }
  }
}

/** Removes the connection, unless something uses it. Already gone is success. */
async function deleteConnection(
  alias: string,
  force: boolean,
  operation: Operation,
): Promise<void> {
  const { client, tell } = operation;
  const standing = await lookAtConnection(alias, operation);
  const change = {
    persistent: removalOf(standing.persistent),
    transient: removalOf(standing.transient),
  };
  if (isEmpty(change)) return;
  const { used, untold } = await usageOf(alias, force, operation);
  if (used !== "" && !force) throw new Refusal(`${used}. ${keptBecauseUsed}`);
  if (used !== "") {
    await tell.warn(
      `${used}, and is removed all the same: they pause, and none resumes by itself.`,
    );
  }
  if (untold.length > 0) await tell.warn(perhapsUsed(alias, untold));
  const doing = `remove connection "${alias}"`;
  await withRetries(() => changeRemoteSettings(client, alias, change, doing), operation);
}

/** What is known to use the connection, in words, and the rules of which that cannot be told. */
async function usageOf(
  alias: string,
  force: boolean,
  { reads }: Operation,
): Promise<{ readonly used: string; readonly untold: readonly string[] }> {
  try {
    const replications = await followersOver(reads, alias);
    const rules = await autoFollowRules(reads);
    const namesOf = (over: string | undefined): string[] =>
      rules.filter(({ leaderAlias }) => leaderAlias === over).map(({ name }) => name);
    const used = stillUsed(alias, { replications, rules: namesOf(alias) });
    return { used, untold: namesOf(undefined) };
  } catch (error) {
    if (!isNotTold(error)) throw error;
    if (force) return { used: "", untold: [] };
    throw new Refusal(
      `Whether connection "${alias}" is still used cannot be told: ${error.message} ${needsPermission(error) ? "Grant that permission, or set" : "Set"} \`force: true\` on the connection, run \`pulumi up\`, and remove it then.`,
      { cause: error },
    );
  }
}
