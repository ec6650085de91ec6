// SPDX-License-Identifier: Apache-2.0
import { rulesIfAllowed } from "../../opensearch/auto-follow";
import { OpenSearchError } from "../../opensearch/errors";
import { followersOver } from "../../opensearch/followers";
import { changeRemoteSettings } from "../../opensearch/remote-settings";
import { withRetries } from "../../opensearch/retry";
import type { Operation } from "../common/operation";
import { Refusal } from "../common/refusal";
import { stillUsed } from "./diagnosis";
import { removalOf } from "./keys";
import { lookAtConnection } from "./look";

/** Removes the connection, unless something uses it. Already gone is success. */
export async function deleteConnection(
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
  if (Object.keys(change.persistent).length + Object.keys(change.transient).length === 0) return;
  const used = await usersOf(alias, force, operation);
  if (used !== "" && !force) {
    throw new Refusal(
      `${used}. Without it they pause within seconds, and none resumes by itself, so it is kept. Remove them first (a destroy of the whole stack does; followers that an auto-follow rule has made go with \`onDestroy: "stopFollowers"\` of the rule), or set \`force: true\` on the connection, run \`pulumi up\`, and remove it then.`,
    );
  }
  if (used !== "") {
    await tell.warn(
      `${used}, and is removed all the same: they pause, and none resumes by itself.`,
    );
  }
  const doing = `remove connection "${alias}"`;
  await withRetries(() => changeRemoteSettings(client, alias, change, doing), operation);
}

async function usersOf(alias: string, force: boolean, { reads }: Operation): Promise<string> {
  try {
    const replications = await followersOver(reads, alias);
    // Before 3.6 a rule does not say which connection it is of.
    const rules = ((await rulesIfAllowed(reads)) ?? [])
      .filter(({ leaderAlias = alias }) => leaderAlias === alias)
      .map(({ name }) => name);
    return stillUsed(alias, { replications, rules });
  } catch (error) {
    if (!(error instanceof OpenSearchError) || error.status !== 403) throw error;
    if (force) return "";
    throw new Refusal(
      `Whether connection "${alias}" is still used cannot be told: ${error.message} Grant that permission, or set \`force: true\` on the connection, run \`pulumi up\`, and remove it then.`,
      { cause: error },
    );
  }
}
