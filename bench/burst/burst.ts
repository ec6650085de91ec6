// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from "node:os";
import { newStack } from "../../test/support/engine-stack";
import { idleProgram, oursProgram } from "../life/programs";
import { type Measured, ours } from "../measured";
import { secondsOf } from "../time";
import { startAll } from "./bare-client";
import { emulatedPlace, type Place, realPlace } from "./place";

/** What the engine runs at a time, and how many starts of those the provider sends. */
const inFlight = { operations: 4 * availableParallelism(), starts: 6 };

/** `up` of so many replications until all have caught up, beside a client that does only that. */
export async function measureBursts(options: {
  readonly sizes: readonly number[];
  readonly properties: number;
  readonly say: (line: string) => void;
  readonly take: (some: readonly Measured[]) => void;
}): Promise<void> {
  const { sizes, properties, say, take } = options;
  const isReal = (process.env["OPENSEARCH_URL"] ?? "") !== "";
  for (const open of isReal ? [emulatedPlace, realPlace] : [emulatedPlace]) {
    const place = await open();
    try {
      for (const size of sizes) take([await burst(place, size, properties, say)]);
    } finally {
      await place.close();
    }
  }
}

async function burst(
  place: Place,
  size: number,
  properties: number,
  say: (line: string) => void,
): Promise<Measured> {
  const { name, inputs, client } = place;
  const prefixes = { ours: `${place.prefix}-ours-${size}`, bare: `${place.prefix}-bare-${size}` };
  const indexes = (prefix: string): string[] =>
    Array.from({ length: size }, (_, at) => `${prefix}-${at}`);
  say(
    `${size} starts at once on ${name}, three times over; up to ${Math.ceil(1 + size / 20)} min…`,
  );
  try {
    const bare = await secondsOf(() =>
      startAll({ client, indexes: indexes(prefixes.bare), body: bodyOf(place), inFlight }),
    );
    const program = oursProgram(size, { prefix: prefixes.ours, inputs });
    const own = await secondsOfUp(program, place.environment);
    const idle = await secondsOfUp(idleProgram(size, properties), {});
    const both = `a bare client and the up of idle, ${properties} properties`;
    return {
      what: `up until all are caught up, on ${name}`,
      size,
      figures: { s: { [ours]: own, [both]: bare + idle, "a bare client": bare } },
    };
  } finally {
    await place.remove([...indexes(prefixes.ours), ...indexes(prefixes.bare)]);
  }
}

function bodyOf({ inputs: { leaderIndex, leaderAlias, useRoles } }: Place): object {
  const roles = useRoles && {
    leader_cluster_role: useRoles.leaderClusterRole,
    follower_cluster_role: useRoles.followerClusterRole,
  };
  return { leader_index: leaderIndex, leader_alias: leaderAlias, use_roles: roles };
}

async function secondsOfUp(program: string, environment: NodeJS.ProcessEnv): Promise<number> {
  const stack = await newStack({ environment });
  try {
    stack.program(program);
    return await secondsOf(() => stack.succeeds("up", "--yes", "--skip-preview"));
  } finally {
    stack.remove();
  }
}
