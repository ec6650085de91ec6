// SPDX-License-Identifier: Apache-2.0
import type { ReplicationInfo } from "../../reads/replication-info";

interface Seen {
  readonly at: number;
  readonly leader: number;
  readonly lag: number;
}

/** How many looks are kept of each follower. */
const longest = 3_600;
const bars = "▁▂▃▄▅▆▇█";

/** What somebody who watches knows of followers: since when each lacks something, and how old that is. */
export class LagHistory {
  private readonly looks = new Map<string, Seen[]>();
  private readonly lacking = new Map<string, number>();

  /** Notes a look; `now` in milliseconds. */
  note(site: string, { index, leaderCheckpoint, lag }: ReplicationInfo, now: number): void {
    const key = keyOf(site, index);
    if (lag === 0) this.lacking.delete(key);
    else if (!this.lacking.has(key)) this.lacking.set(key, now);
    if (leaderCheckpoint === undefined || lag === undefined) return;
    const before = (this.looks.get(key) ?? []).slice(1 - longest);
    this.looks.set(key, [...before, { at: now, leader: leaderCheckpoint, lag }]);
  }

  /**
   * How many seconds ago the leader was last where the follower is now: what it lacks is not older. `undefined`
   * where that was before the first look.
   */
  secondsBehind(site: string, info: ReplicationInfo, now: number): number | undefined {
    const { followerCheckpoint } = info;
    if (info.lag === 0) return 0;
    if (followerCheckpoint === undefined) return undefined;
    const looks = this.looks.get(keyOf(site, info.index)) ?? [];
    const there = looks.findLast(({ leader }) => leader <= followerCheckpoint);
    return there && (now - there.at) / 1_000;
  }

  /** Since when it has not been at its leader's checkpoint. */
  since(site: string, index: string): number | undefined {
    return this.lacking.get(keyOf(site, index));
  }

  /** The lag over the last looks, as a small line. */
  line(site: string, index: string, width = 20): string {
    const lags = (this.looks.get(keyOf(site, index)) ?? []).slice(-width).map(({ lag }) => lag);
    const most = Math.max(1, ...lags);
    return lags.map((lag) => bars[Math.ceil((lag / most) * (bars.length - 1))]).join("");
  }
}

function keyOf(site: string, index: string): string {
  return `${site}\0${index}`;
}
