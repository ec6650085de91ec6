// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import { changeRemoteSettings } from "../../opensearch/api/remote-settings";
import { remoteInfo } from "../../opensearch/api/remote-info";
import { isAtLeast } from "../../opensearch/api/cluster";
import { withRetries } from "../../opensearch/client/retry";
import type { Operation } from "../../lifecycle/operation";
import { Refusal } from "../../opensearch/answers/refusal";
import type { Made } from "../../lifecycle/definition";
import { waitUntilConnected } from "./connected";
import { isEmpty, planConnection } from "./plan";
import { inspectConnection } from "./read";
import { type ConnectionInputs, type ConnectionState, stateOf } from "./schema";

interface Configuring {
  readonly occasion: "create" | "update";
  /** Where `waitFor` asks to wait: it may be down. */
  readonly isWaitedFor: boolean;
}

/** Makes the connection, or changes it in place, and waits for what `waitFor` asks. */
export async function configureConnection(
  inputs: ConnectionInputs,
  { occasion, isWaitedFor }: Configuring,
  operation: Operation,
): Promise<Made<ConnectionInputs, ConnectionState>> {
  const { alias, waitFor } = inputs;
  const { client, reads, log } = operation;
  // Asked first, so that a user who may not ask hears it while nothing has been changed.
  if (waitFor === "connected") await remoteInfo(reads, alias);
  const plan = planConnection(await inspectConnection(alias, operation), inputs, occasion);
  if ("refusal" in plan) throw new Refusal(plan.refusal);
  const { version } = await operation.identity();
  for (const warning of [plan.warning, modeWarning(inputs, version)]) {
    if (warning !== undefined) await log.warn(warning);
  }
  const isChange = !isEmpty(plan.change);
  let hasBegun = !isChange;
  try {
    const doing = `configure connection "${alias}"`;
    const send = () => changeRemoteSettings(client, alias, plan.change, doing);
    if (isChange) await withRetries(send, operation);
    hasBegun = true;
    const isWaiting = waitFor === "connected" && (isWaitedFor || isChange);
    if (isWaiting) await waitUntilConnected(inputs, operation);
    const isConnected =
      isWaiting || (await inspectConnection(alias, operation)).info?.isConnected === true;
    if (!isConnected && waitFor === "connected") await log.warn(downNow(alias));
    return { state: stateOf(inputs, isConnected) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // An answer that was lost may hide settings that stand; what is not saved would never be removed.
    const mayStand = error instanceof OpenSearchError && error.mayHaveHappened;
    if (!hasBegun && !mayStand) throw error;
    const state = stateOf(inputs, false);
    if (!hasBegun || !operation.signal.aborted) return { state, failure: error };
    const message = `Waiting for connection "${alias}" was interrupted. Its settings are in place; run again to keep waiting.`;
    return { state, failure: new Error(message, { cause: error }) };
  }
}

function downNow(alias: string): string {
  return `Connection "${alias}" is not connected (GET /_remote/info); its settings are in place and have not changed. What replicates over it waits for the leader.`;
}

/** The plugin takes no notice of connections in proxy mode before 2.7; searches can use them. */
function modeWarning(
  { alias, proxyAddress }: ConnectionInputs,
  version: string,
): string | undefined {
  if (proxyAddress === undefined || isAtLeast(version, "2.7") !== false) return undefined;
  return `Connection "${alias}" is in proxy mode, which replication supports from OpenSearch 2.7 on; this is ${version}, where a start over it times out. Give it \`seeds\`, or upgrade the follower cluster.`;
}
