// SPDX-License-Identifier: Apache-2.0
import type { ClientSettings } from "../../../provider/opensearch/settings/client-settings";
import { gatherSettings } from "../../../provider/opensearch/settings/precedence";
import type { RawSettings } from "../../../provider/opensearch/settings/table";
import { resolveSettings } from "../../../provider/opensearch/settings/resolve-settings";

/** Where the pair is, how it is signed in to, and what a start needs besides. */
export interface Surroundings {
  /** The follower's settings as they stand, for the provider. */
  readonly raw: RawSettings;
  readonly follower: ClientSettings;
  readonly leader: ClientSettings;
  /** The leader's transport address. */
  readonly leaderSeed: string;
  /** The follower's transport address, as the leader sees it; `undefined` where it cannot be reached. */
  readonly followerSeed: string | undefined;
  /** Where the leader is reached in proxy mode; `undefined` where it cannot be. */
  readonly leaderProxy: string | undefined;
  /** The follower's settings with the sign-in of a user who has the plugin's own roles and no other. */
  readonly restricted: RawSettings | undefined;
  readonly useRoles: { leaderClusterRole: string; followerClusterRole: string } | undefined;
}

const needed = {
  OPENSEARCH_URL: "the REST address of the follower cluster",
  LEADER_URL: "the REST address of the leader cluster",
  LEADER_SEED: "the transport address of the leader cluster, host:port",
} as const;

/** Reads the environment; whatever is missing or wrong is named in one sentence. */
export function readEnvironment(environment: NodeJS.ProcessEnv): Surroundings {
  const value = (name: string): string => environment[name]?.trim() ?? "";
  const missing = Object.entries(needed).filter(([name]) => value(name) === "");
  if (missing.length > 0) {
    const list = missing.map(([name, meaning]) => `${name} (${meaning})`).join(", ");
    throw new Error(
      `These tests run against a real pair of OpenSearch clusters and cannot find it: set ${list}.`,
    );
  }
  // The tests name a connection of their own.
  const { leaderAlias, ...raw } = gatherSettings(() => undefined, environment);
  void leaderAlias;
  const follower = usable("follower", raw);
  const leader = usable("leader", { ...raw, url: value("LEADER_URL"), ...leaderSignIn(value) });
  if (raw.urls !== undefined) throw new Error("Set OPENSEARCH_URL, and not OPENSEARCH_URLS.");
  const roles = [value("LEADER_ROLE"), value("FOLLOWER_ROLE")] as const;
  if ((roles[0] === "") !== (roles[1] === "")) {
    throw new Error("LEADER_ROLE and FOLLOWER_ROLE belong together: set both, or neither.");
  }
  return {
    raw,
    follower,
    // A sign-in may also stand in the follower's address.
    leader: leader.signIn.kind === "none" ? { ...leader, signIn: follower.signIn } : leader,
    leaderSeed: value("LEADER_SEED"),
    followerSeed: value("FOLLOWER_SEED") || undefined,
    leaderProxy: leaderProxy(value),
    restricted: restricted(raw, value),
    useRoles:
      roles[0] === "" ? undefined : { leaderClusterRole: roles[0], followerClusterRole: roles[1] },
  };
}

function leaderSignIn(value: (name: string) => string): RawSettings {
  if (value("LEADER_USERNAME") === "" && value("LEADER_PASSWORD") === "") return {};
  const username = value("LEADER_USERNAME");
  return { token: undefined, username, password: value("LEADER_PASSWORD") };
}

/** A node's transport address takes proxy-mode connections as well; not every network lets them through. */
function leaderProxy(value: (name: string) => string): string | undefined {
  const given = value("LEADER_PROXY");
  if (given === "none") return undefined;
  return given === "" ? value("LEADER_SEED") : given;
}

function restricted(raw: RawSettings, value: (name: string) => string): RawSettings | undefined {
  const [username, password] = [value("RESTRICTED_USERNAME"), value("RESTRICTED_PASSWORD")];
  if ((username === "") !== (password === "")) {
    throw new Error("RESTRICTED_USERNAME and RESTRICTED_PASSWORD belong together.");
  }
  if (username === "") return undefined;
  const { url, caCert, insecure, proxy, hostOverride } = raw;
  return { url, caCert, insecure, proxy, hostOverride, username, password };
}

function usable(which: string, raw: RawSettings): ClientSettings {
  const resolved = resolveSettings(raw);
  if ("settings" in resolved) return resolved.settings;
  throw new Error(`The ${which} cluster cannot be called: ${resolved.problems.join("; ")}.`);
}
