// SPDX-License-Identifier: Apache-2.0
import { createRequire } from "node:module";
import { type Clock, systemClock, within } from "../waiting/clock";
import { pollThrough } from "../waiting/poll";
import { type Semaphore, semaphore } from "../waiting/semaphore";
import type * as ClientModule from "./client/client";
import type { Client, Hint } from "./client/client";
import { type ClusterIdentity, clusterIdentity, startingUuid } from "./api/cluster";
import { withinTime } from "./client/time-limit";
import { describeDuration } from "../waiting/duration";
import { sharingStatuses } from "./api/shared-status";
import { ConfigurationError, OpenSearchError } from "./answers/errors";
import { isNotOffered, isWithheld } from "./answers/withheld";
import { type RetryContext, withRetries, isTransient } from "./client/retry";
import type { ClientSettings, OnClusterChange, WhenUnreachable } from "./settings/client-settings";
import type { RawSettings } from "./settings/table";
import { type ResolvedSettings, resolveSettings, warningsOf } from "./settings/resolve-settings";

/** A program that only declares resources, and a preview, call nothing: the libraries for that take a while to load. */
const load = createRequire(__filename);

/** Access to one cluster, opened when it is first needed. */
export interface ClusterAccess {
  /** The client. Throws a `ConfigurationError` that names everything wrong with the settings. */
  client(): Client;
  /**
   * The cluster that answers, asked for until it has told: callers at the same time share a request, and
   * each waits by its own deadline and signal. `onWait` gets each failed try while access is waited for.
   */
  readonly identity: (
    context: RetryContext,
    onWait?: (error: OpenSearchError) => void,
  ) => Promise<ClusterIdentity>;
  startSlot(): Semaphore;
  onClusterChange(): OnClusterChange;
  whenUnreachable(): WhenUnreachable;
  /** What should be said about the settings in every operation; nothing while calls cannot be made with them. */
  warnings(): readonly string[];
}

const unnamed: ClusterIdentity = { uuid: "", name: "", version: "" };
const accessBackoff = { first: 1_000, longest: 10_000, factor: 1.5 };

/** Access with settings that are not looked at before a call needs them. */
export function accessFrom(
  raw: () => RawSettings,
  clock: Pick<Clock, "now" | "wallTime"> = systemClock,
  hint: Hint = () => undefined,
): ClusterAccess {
  let opened: { client: Client; settings: ClientSettings; slot: Semaphore } | undefined;
  let known: ClusterIdentity | undefined;
  let inFlight: Promise<ClusterIdentity> | undefined;
  let version = "";
  let resolved: ResolvedSettings | undefined;
  const resolve = () => (resolved ??= resolveSettings(raw()));
  const open = (): NonNullable<typeof opened> => {
    if (opened !== undefined) return opened;
    const settings = usable(resolve());
    const { createClient } = load("./client/client") as typeof ClientModule;
    return (opened = {
      settings,
      client: sharingStatuses(createClient(settings, { clock, hint }), () => version),
      slot: semaphore(settings.startsInFlight),
    });
  };
  return {
    client: () => open().client,
    startSlot: () => open().slot,
    onClusterChange: () => open().settings.onClusterChange,
    whenUnreachable: () => open().settings.whenUnreachable,
    warnings: () => warningsOf(resolve()),
    async identity(context, onWait = () => undefined) {
      if (known !== undefined) return known;
      const { client, settings } = open();
      const { waitForAccess } = settings;
      const ask = async (): Promise<ClusterIdentity> =>
        known ?? (inFlight ??= clusterIdentity(client).finally(() => (inFlight = undefined)));
      const begun = context.clock.now();
      const tooLong = () =>
        new Error(
          `${client.host} has not said which cluster it is (GET /) within ${describeDuration(context.deadline.limit)}, the limit of the operation. Check the cluster, or raise timeouts.`,
        );
      try {
        const { signal, deadline } = context;
        const own = () => withinTime(ask(), Math.max(1_000, deadline.left()), signal, tooLong);
        const found = await waitedFor(own, waitForAccess, context, onWait);
        version = found.version;
        if (found.uuid === startingUuid) return { ...found, uuid: "" };
        return (known = found);
      } catch (error) {
        if (!isHidden(error)) throw error;
        // Who had no time to wait as long as is wanted has not learned whether it stays hidden.
        const isForGood = !isNotThereYet(error) || context.clock.now() - begun >= waitForAccess;
        if (isForGood) known = unnamed;
        return unnamed;
      }
    },
  };
}

/** However little time an operation has left, a last request may be needed to leave things in order. */
const leastTime = 10_000;

/** The same client, whose calls take no longer than their operation may, and end with it. */
export function boundTo(client: Client, { deadline, signal }: RetryContext): Client {
  return {
    ...client,
    request: (call) => {
      const limit = Math.max(leastTime, deadline.left());
      return client.request({ signal, ...call, limit: Math.min(limit, call.limit ?? limit) });
    },
  };
}

/** The same client, whose reads are made again when they fail for a passing reason. */
export function retryingReads(client: Client, context: RetryContext): Client {
  return {
    ...client,
    request: (call) =>
      call.method === "GET"
        ? withRetries(() => client.request(call), context)
        : client.request(call),
  };
}

/** Asks until there is access, which the settings may say how long to wait for. */
function waitedFor(
  ask: () => Promise<ClusterIdentity>,
  waitForAccess: number,
  context: RetryContext,
  onWait: (error: OpenSearchError) => void,
): Promise<ClusterIdentity> {
  const isRefused = (error: unknown): boolean => {
    const isWaitedFor = waitForAccess > 0 && isNotThereYet(error);
    if (isWaitedFor) onWait(error);
    return isWaitedFor;
  };
  return pollThrough(() => withRetries(ask, context), isRefused, {
    ...within(waitForAccess, context),
    backoff: accessBackoff,
  });
}

/** Some services forbid `GET /` while all the rest works. */
function isHidden(error: unknown): boolean {
  return isWithheld(error) || (error instanceof OpenSearchError && error.status === 404);
}

/**
 * A domain that was made seconds ago has no name yet, and does not know its users; a cluster that starts
 * refuses connections, then has no security plugin; and what stands in front of either knows no way to it.
 */
function isNotThereYet(error: unknown): error is OpenSearchError {
  if (!(error instanceof OpenSearchError) || isNotOffered(error)) return false;
  const { status, type = "" } = error;
  if (/^(ENOTFOUND|EHOSTUNREACH|ENETUNREACH)$/.test(type)) return true;
  if (status === 401 || status === 403 || (status === 404 && type === "not_json")) return true;
  return isTransient(error);
}

function usable(resolved: ResolvedSettings): ClientSettings {
  if ("settings" in resolved) return resolved.settings;
  throw new ConfigurationError(
    `The provider's settings for the follower cluster are invalid:\n${resolved.problems.join("\n")}\nSet them on the Provider, as stack configuration (pulumi config set opensearch:url …) or in the environment (OPENSEARCH_URL, OPENSEARCH_USERNAME, OPENSEARCH_PASSWORD, …).`,
    { problems: resolved.problems },
  );
}
