// SPDX-License-Identifier: Apache-2.0
import type { Operation } from "../../lifecycle/operation";
import type { Found } from "../../lifecycle/definition";
import { inputsFrom, keyOf } from "./keys";
import { inspectConnection } from "./inspect";
import { isFree } from "./plan";
import { stateOf } from "./configure";
import type { ConnectionInputs, ConnectionState } from "./schema";

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
    ...sameSeeds(known.seeds, found.seeds),
    ...Object.fromEntries(assumedOff.map((name) => [name, false])),
  } as unknown as ConnectionInputs;
  return { inputs, state: stateOf(inputs, info?.isConnected === true) };
}

/** Seeds in another order are the same seeds. */
function sameSeeds(known: string[] | undefined, found: string[] | undefined): { seeds?: string[] } {
  if (known === undefined || found === undefined) return {};
  const isSame = [...known].sort().join() === [...found].sort().join();
  return isSame ? { seeds: known } : {};
}
