// SPDX-License-Identifier: Apache-2.0
import type { RemoteInfo } from "../../opensearch/api/remote-info";
import type { RemoteChange, RemoteKey, RemoteSettings } from "../../opensearch/api/remote-settings";
import { changeOf, keysFrom, unsetAll } from "./keys";
import type { ConnectionInputs } from "./schema";

/** What has the alias on the follower cluster. */
export interface ExistingConnection extends RemoteSettings {
  /** What `_remote/info` says; `undefined` where there is no such connection, or it may not be asked. */
  readonly info: RemoteInfo | undefined;
}

/** The change to make and what to say about it, or why there is none, with the way out. */
type ConnectionPlan =
  | { readonly change: RemoteChange; readonly warning: string | undefined }
  | { readonly refusal: string };

/** From what is there to what is wanted, in one request: without its alias for 13 s, every replication over it pauses. */
export function planConnection(
  existing: ExistingConnection,
  wanted: ConnectionInputs,
  occasion: "create" | "update",
): ConnectionPlan {
  const { alias, adopt } = wanted;
  const change = {
    persistent: changeOf(existing.persistent, keysFrom(wanted)),
    transient: unsetAll(existing.transient),
  };
  if (occasion === "update" || isFree(existing)) return { change, warning: undefined };
  const differences = differencesOf(existing, change);
  if (differences.length === 0) {
    const warning = `Connection "${alias}" already exists with the same settings and is adopted.`;
    return { change, warning };
  }
  const what = `Connection "${alias}" already exists with other settings: ${differences.join("; ")}`;
  return adopt
    ? { change, warning: `${what}. It is adopted and changed in place.` }
    : {
        refusal: `${what}. Set \`adopt: true\` to adopt it and change it in place, change the inputs to match it, or choose another \`alias\`.`,
      };
}

export function isFree(existing: ExistingConnection): boolean {
  return isEmpty(existing) && existing.info === undefined;
}

export function isEmpty({ persistent, transient }: Record<keyof RemoteChange, object>): boolean {
  return Object.keys({ ...persistent, ...transient }).length === 0;
}

function differencesOf(existing: ExistingConnection, change: RemoteChange): string[] {
  const { persistent, transient, info } = existing;
  if (isEmpty(existing)) {
    // The plugin makes what it copies with when an address comes or changes in the cluster's settings.
    return [
      `it is set in opensearch.yml (${info?.mode} mode), and a start over it times out until you remove it there on every node and restart them`,
    ];
  }
  return [
    // What the inputs say may be a secret of the program, and what stands there somebody else's.
    ...Object.keys(change.persistent).map(
      (key) =>
        `${key} ${persistent[key as RemoteKey] === undefined ? "is not set" : "differs (GET /_cluster/settings shows it)"}`,
    ),
    ...Object.keys(transient).map((key) => `${key} is a transient setting`),
  ];
}
