// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import type { Client } from "../opensearch/client/client";
import { type ClusterAccess, accessFrom, boundTo, retryingReads } from "../opensearch/access";
import { aboutSignIn } from "../opensearch/sign-in/stored-sign-in";
import type { RawSettings } from "../opensearch/settings/table";
import { type Clock, systemClock, deadlineIn } from "../waiting/clock";
import { parseDuration } from "../waiting/duration";

/** For how long the requests of a look-up are made again while they fail for a passing reason. */
export const retryLimit = 60_000;

/** What a look-up takes from the world around it. */
interface LookUpWorld {
  readonly clock: Clock;
  readonly random: () => number;
}

const machine: LookUpWorld = { clock: systemClock, random: Math.random };

/** How this process reaches each cluster, by a digest of their settings. Node.js lets a process end whose connections are only kept alive. */
const accesses = new Map<string, ClusterAccess>();

/**
 * A client for the requests of one look-up, whose reads are made again when they fail for a passing
 * reason. Look-ups with the same settings share their connections to the cluster. `configured` is what of
 * the settings is not of the environment.
 *
 * Throws a `ConfigurationError` for settings with which no call can be made.
 */
export async function openReads(
  raw: RawSettings,
  world: LookUpWorld = machine,
  configured: RawSettings = {},
): Promise<Client> {
  const access = accessTo(raw, configured);
  const client = access.client();
  const { clock, random } = world;
  if (raw.waitForAccess !== undefined) {
    const deadline = deadlineIn(parseDuration(raw.waitForAccess) ?? 0, clock);
    await access.identity({ clock, random, deadline });
  }
  const context = { clock, random, deadline: deadlineIn(retryLimit, clock) };
  return retryingReads(boundTo(client, context), context);
}

function accessTo(raw: RawSettings, configured: RawSettings): ClusterAccess {
  const all = JSON.stringify([raw, configured]);
  const key = createHash("sha256").update(all).digest("hex");
  const known = accesses.get(key);
  if (known !== undefined) return known;
  const access = accessFrom(() => raw, systemClock, aboutSignIn(raw, configured));
  accesses.set(key, access);
  return access;
}
