// SPDX-License-Identifier: Apache-2.0
import { type Client, createClient } from "./client";
import { type ClusterIdentity, clusterIdentity } from "./cluster";
import { ConfigurationError, OpenSearchError } from "./errors";
import { type RawSettings, resolveSettings } from "./settings";

/** The way to one cluster, opened when it is first needed. */
export interface Connection {
  /** The client. Throws a `ConfigurationError` that names everything wrong with the settings. */
  client(): Client;
  /** The cluster that answers, asked for once. */
  readonly identity: () => Promise<ClusterIdentity>;
}

const unnamed: ClusterIdentity = { uuid: "", name: "", version: "" };

/** A connection from settings that are not looked at before a call needs them. */
export function connectionFrom(raw: () => RawSettings): Connection {
  let client: Client | undefined;
  let asked: Promise<ClusterIdentity> | undefined;
  const open = (): Client => (client ??= createClient(usable(raw())));
  return {
    client: open,
    identity: () => {
      asked ??= identify(open()).catch((error: unknown) => {
        asked = undefined;
        throw error;
      });
      return asked;
    },
  };
}

/** Some services forbid `GET /` while all the rest works. */
async function identify(client: Client): Promise<ClusterIdentity> {
  try {
    return await clusterIdentity(client);
  } catch (error) {
    const isHidden = error instanceof OpenSearchError && [403, 404].includes(error.status ?? 0);
    if (isHidden) return unnamed;
    throw error;
  }
}

function usable(raw: RawSettings): Parameters<typeof createClient>[0] {
  const resolved = resolveSettings(raw);
  if ("settings" in resolved) return resolved.settings;
  throw new ConfigurationError(
    `The follower cluster cannot be called with these settings: ${resolved.problems.join("; ")}. Set them on the Provider, as stack configuration (pulumi config set opensearch:url …) or in the environment (OPENSEARCH_URL, OPENSEARCH_USERNAME, OPENSEARCH_PASSWORD, …).`,
  );
}
