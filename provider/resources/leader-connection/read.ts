// SPDX-License-Identifier: Apache-2.0
import { unlessWithheld } from "../../opensearch/answers/withheld";
import { remoteInfo } from "../../opensearch/api/remote-info";
import { remoteSettings } from "../../opensearch/api/remote-settings";
import type { Operation } from "../../lifecycle/operation";
import type { Found } from "../../lifecycle/definition";
import { inputsFrom, keyOf } from "./keys";
import { type ExistingConnection, isFree } from "./plan";
import { type ConnectionInputs, type ConnectionState, stateOf } from "./schema";

/** What has the alias on the follower cluster. Who may change the settings may not always ask for the rest. */
export async function inspectConnection(
  alias: string,
  { reads }: Pick<Operation, "reads">,
): Promise<ExistingConnection> {
  const settings = await remoteSettings(reads, alias);
  return { ...settings, info: await unlessWithheld(remoteInfo(reads, alias)) };
}

/** Reads the connection as the cluster has it, `undefined` when it is gone; what is the same as the server's own assumption is left as it was. */
export async function readConnection(
  known: ConnectionInputs,
  operation: Operation,
): Promise<Found<ConnectionInputs, ConnectionState> | undefined> {
  const existing = await inspectConnection(known.alias, operation);
  if (isFree(existing)) return undefined;
  const { persistent, transient, info } = existing;
  const found = inputsFrom({ ...persistent, ...transient });
  const others = Object.fromEntries(
    Object.entries(known).filter(([name]) => !Object.hasOwn(keyOf, name)),
  );
  const assumedOff = (["skipUnavailable", "transportCompress"] as const).filter(
    (name) => known[name] === false && found[name] === undefined,
  );
  const inputs = {
    ...others,
    ...found,
    ...(isSame(known.seeds, found.seeds) ? { seeds: known.seeds } : {}),
    ...Object.fromEntries(assumedOff.map((name) => [name, false])),
  } as unknown as ConnectionInputs;
  return { inputs, state: stateOf(inputs, info?.isConnected === true) };
}

/** Seeds in another order are the same seeds. */
function isSame(known: string[] = [], found: string[] = []): boolean {
  return known.length > 0 && [...known].sort().join() === [...found].sort().join();
}
