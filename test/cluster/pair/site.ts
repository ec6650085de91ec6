// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { Properties } from "../../support/grpc-calls";
import { removeFollower, removeLeader } from "./clean-up";
import { addConnection, removeConnection } from "./connection";
import { settingsOfBoth } from "./cluster-settings";
import { call, createIndex, fill } from "./indexes";
import { connectionAlias, runPrefix, thePair } from "./pair";
import { removeRule } from "./rules";

let sites = 0;

/** Where one test builds: names of its own on both clusters, and everything is cleared away in the end. */
export class Site {
  readonly prefix = `${runPrefix}-${++sites}`;
  readonly pair = thePair();
  private readonly followers = new Set<string>();
  private readonly leaders = new Set<string>();
  private readonly connections = new Set<string>();
  private readonly rules = new Set<string>();

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

  /** The name of a connection that a test will make. */
  alias(name = "eu"): string {
    const alias = `${this.prefix}-${name}`;
    this.connections.add(alias);
    return alias;
  }

  /** A connection besides the run's. */
  async connection(name: string): Promise<string> {
    const alias = this.alias(name);
    await addConnection(this.pair, alias);
    return alias;
  }

  /** The name of a rule that a test will make, over any of the connections. */
  rule(name = "logs"): string {
    const rule = `${this.prefix}-${name}`;
    this.rules.add(rule);
    return rule;
  }

  /** The roles that whatever starts replications needs, as a part of its arguments. */
  roles(): Properties {
    const { useRoles } = this.pair.surroundings;
    return useRoles === undefined ? {} : { useRoles };
  }

  /** The arguments of a replication into `copy`, unless they say otherwise. */
  args(leaderIndex: string, changes: Properties = {}): Properties {
    const shared = { leaderAlias: connectionAlias, ...this.roles() };
    return { index: this.follower(), leaderIndex, ...shared, ...changes };
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
    const aliases = [connectionAlias, ...this.connections];
    const removeRules = async (rule: string): Promise<void> => {
      for (const alias of aliases) await removeRule(follower, rule, alias);
    };
    await all(this.rules, removeRules);
    // What a rule has made is named like its leader.
    const made = this.rules.size === 0 ? [] : this.leaders;
    await all(new Set([...this.followers, ...made]), (index) => removeFollower(follower, index));
    // Only now: a replication whose connection or leader is removed pauses itself.
    await all(this.connections, (alias) => removeConnection(this.pair, alias));
    await all(this.leaders, (index) => removeLeader(leader, index));
    if (failures.length > 0) throw new Error(failures.map(String).join("\n"));
  }
}

/** A new site for every test of the suite that this is called in; afterwards the clusters' settings are as they were. */
export function siteOfEachTest(): () => Site {
  let site: Site | undefined;
  let found: unknown;
  beforeEach(async () => {
    found = await settingsOfBoth(thePair());
    site = new Site();
  });
  afterEach(async () => {
    await site?.clear();
    expect(await settingsOfBoth(thePair())).to.deep.equal(found);
  });
  return () => {
    if (site === undefined) throw new Error("There is no site outside of a test.");
    return site;
  };
}
