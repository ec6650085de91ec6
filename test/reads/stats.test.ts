// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { followerStats } from "../../provider/opensearch/api/follower-stats";
import {
  administrator,
  askedOf,
  beginLookUps,
  leastPrivileged,
  type LookUpLife,
} from "../support/look-up-life";
import { thrownBy } from "../support/thrown-by";

describe("a look-up of the statistics", () => {
  let life: LookUpLife | undefined;
  afterEach(() => life?.close());

  it("counts what runs, is paused and has failed, by one request", async () => {
    life = await beginLookUps();
    await life.start("two", "one", "paused");
    await life.pause("paused");
    life.pair.follower.failBootstrap("failed");
    await thrownBy(life.start("failed"));
    askedOf(life);
    const stats = await followerStats(await life.reads());
    expect(stats).to.include({ syncing: 2, bootstrapping: 0, paused: 1, failed: 1 });
    expect(stats.indexes.map(({ index, lag }) => [index, lag])).to.deep.equal([
      ["one", 0],
      ["two", 0],
    ]);
    expect(stats.totals).to.include({ operationsRead: 200, leaderCheckpoint: 198, lag: 0 });
    expect(askedOf(life)).to.deep.equal(["GET /_plugins/_replication/follower_stats"]);
  });

  it("is allowed to administrators, and says to others which permission is missing", async () => {
    life = await beginLookUps({ security: {} });
    await life.start("copy");
    const stats = await followerStats(await life.reads(administrator));
    expect(stats).to.include({ syncing: 1 });
    const error = await thrownBy(followerStats(await life.reads(leastPrivileged)));
    expect(error.message).to.match(
      /^Could not read the replication statistics .*no permissions for .*Grant the permission named above .*own roles do not/s,
    );
  });

  it("takes the permission named for enough", async () => {
    life = await beginLookUps({ security: {} });
    const { security } = life.pair.follower;
    security.setRole("stats", {
      index_permissions: [
        {
          index_patterns: ["*"],
          allowed_actions: ["indices:admin/plugins/replication/follower/stats"],
        },
      ],
    });
    security.mapRole("stats", [leastPrivileged.username]);
    const stats = await followerStats(await life.reads(leastPrivileged));
    expect(stats.indexes).to.deep.equal([]);
  });
});
