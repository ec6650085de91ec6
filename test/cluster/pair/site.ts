// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../../support/provider-host";
import { removeFollower, removeLeader } from "./clean-up";
import { addConnection, removeConnection } from "./connection";
import { call, createIndex, fill } from "./indexes";
import { connectionAlias, runPrefix, thePair } from "./pair";

let sites = 0;

/** Where one test builds: names of its own on both clusters, and everything is cleared away in the end. */
export class Site {
  readonly prefix = `${runPrefix}-${++sites}`;
  readonly pair = thePair();
  private readonly followers = new Set<string>();
  private readonly leaders = new Set<string>();
  private readonly connections = new Set<string>();

  /** The name of a follower index that a test will make. */
  follower(name = "copy"): string {
    const index = `${this.prefix}-${name}`;
    this.followers.add(index);
    return index;
  }

  /** A new index of the leader. */
  async leader(documents: number, name = "orders", alias?: string): Promise<string> {
    const index = `${this.prefix}-${name}`;
    this.leaders.add(index);
    await createIndex(this.pair.leader, index, alias);
    if (documents > 0) await fill(this.pair.surroundings.leader, index, documents);
    return index;
  }

  /** An index on the follower cluster that follows nothing. */
  async ordinaryIndex(documents: number, name = "copy"): Promise<string> {
    const index = this.follower(name);
    await createIndex(this.pair.follower, index);
    await fill(this.pair.surroundings.follower, index, documents);
    return index;
  }

  /** Closes a leader index. */
  async close(index: string): Promise<void> {
    await call(this.pair.leader, "POST", [index, "_close"]);
  }

  /** Opens it again. */
  async open(index: string): Promise<void> {
    await call(this.pair.leader, "POST", [index, "_open"]);
  }

  /** A connection besides the run's. */
  async connection(name: string): Promise<string> {
    const alias = `${this.prefix}-${name}`;
    this.connections.add(alias);
    await addConnection(this.pair, alias);
    return alias;
  }

  /** The arguments of a replication into `copy`, unless they say otherwise. */
  args(leaderIndex: string, changes: Properties = {}): Properties {
    const { useRoles } = this.pair.surroundings;
    const roles = useRoles === undefined ? {} : { useRoles };
    const index = this.follower();
    return { index, leaderIndex, leaderAlias: connectionAlias, ...roles, ...changes };
  }

  /** Removes all of it, and says what could not be removed. */
  async clear(): Promise<void> {
    const { follower, leader } = this.pair;
    const failures: unknown[] = [];
    const all = async (names: Set<string>, remove: (name: string) => Promise<void>) => {
      for (const name of names) {
        await remove(name).catch((error: unknown) => failures.push(error));
      }
    };
    await all(this.followers, (index) => removeFollower(follower, index));
    // Only now: a replication whose connection or leader is removed pauses itself.
    await all(this.connections, (alias) => removeConnection(this.pair, alias));
    await all(this.leaders, (index) => removeLeader(leader, index));
    if (failures.length > 0) throw new Error(failures.map(String).join("\n"));
  }
}

/** A new site for every test of the suite that this is called in. */
export function siteOfEachTest(): () => Site {
  let site: Site | undefined;
  beforeEach(() => {
    site = new Site();
  });
  afterEach(() => site?.clear());
  return () => {
    if (site === undefined) throw new Error("There is no site outside of a test.");
    return site;
  };
}
