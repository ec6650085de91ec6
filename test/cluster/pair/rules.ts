// SPDX-License-Identifier: Apache-2.0
import { autoFollowRules, deleteRule } from "../../../provider/opensearch/api/auto-follow";
import type { Client } from "../../../provider/opensearch/client/client";
import { OpenSearchError } from "../../../provider/opensearch/answers/errors";
import { until } from "./until";

/** The patterns of this run's rules by name; other rules of the cluster are nobody's business here. */
export async function rulesNamed(client: Client, prefix: string): Promise<Record<string, string>> {
  const rules = await autoFollowRules(client);
  const own = rules.filter(({ name }) => name.startsWith(prefix));
  return Object.fromEntries(own.map(({ name, pattern }) => [name, pattern]));
}

/** Deletes a rule, whether it is there or not. What it has made goes on. */
export async function removeRule(client: Client, name: string, alias: string): Promise<void> {
  await until(`auto-follow rule "${name}" is deleted`, async () => {
    await deleteRule(client, name, alias).catch((error: unknown) => {
      if (!(error instanceof OpenSearchError) || !isGone(error)) throw error;
    });
    return true;
  });
}

function isGone(error: OpenSearchError): boolean {
  return error.is("ruleMissing") || error.is("connectionMissing");
}
