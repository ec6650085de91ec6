// SPDX-License-Identifier: Apache-2.0
import * as rules from "../../provider/opensearch/api/auto-follow";
import type { Call, Client } from "../../provider/opensearch/client/client";
import { clusterIdentity } from "../../provider/opensearch/api/cluster";
import * as followerIndex from "../../provider/opensearch/api/follower-index";
import { followerStats } from "../../provider/opensearch/api/follower-stats";
import { remoteInfo } from "../../provider/opensearch/api/remote-info";
import * as connection from "../../provider/opensearch/api/remote-settings";
import * as replication from "../../provider/opensearch/api/replication";
import { storedReplications } from "../../provider/opensearch/api/stored-replications";
import { encodedPath } from "../../provider/opensearch/text/request-url";

/** A call of the provider, as its failures tell of it. */
export interface Asked {
  readonly doing: string;
  readonly method: string;
  readonly path: string;
  /** Default: `https://search.example.com:9200`. */
  readonly host?: string;
}

/** What a function of the provider asks a cluster for. */
function asked(ask: (client: Client) => Promise<unknown>): Asked {
  let call: Call | undefined;
  const client: Client = {
    host: "",
    isAmazon: false,
    request: (one) => {
      call = one;
      return new Promise(() => {});
    },
  };
  void ask(client);
  if (call === undefined) throw new Error("Nothing was asked.");
  return { doing: call.doing, method: call.method, path: encodedPath(call.segments) };
}

const rule = { name: "all-orders", leader_alias: "eu", pattern: "orders-*" };
const noKeys = { persistent: {}, transient: {} };

export const start = asked((client) =>
  replication.start(client, { index: "copy", leaderIndex: "orders", leaderAlias: "eu" }),
);
export const readStatus = asked((client) => replication.status(client, "copy"));
export const stop = asked((client) => replication.stop(client, "copy"));
export const pause = asked((client) => replication.pause(client, "copy", "maintenance"));
export const resume = asked((client) => replication.resume(client, "copy", false));
export const changeSettings = asked((client) => replication.updateSettings(client, "copy", {}));
export const readSettings = asked((client) => followerIndex.followerMark(client, "copy"));
export const readBlocks = asked((client) => followerIndex.hasFollowerBlock(client, "copy"));
export const deleteIndex = asked((client) => followerIndex.deleteIndex(client, "copy"));
export const listReplications = asked(storedReplications);
export const readStatistics = asked(followerStats);
export const reach = asked(clusterIdentity);
export const createRule = asked((client) => rules.createRule(client, rule));
export const deleteRule = asked((client) => rules.deleteRule(client, rule.name, "eu"));
export const listRules = asked(rules.autoFollowRules);
export const readConnection = asked((client) => connection.remoteSettings(client, "eu"));
export const makeConnection = asked((client) =>
  connection.changeRemoteSettings(client, "eu", noKeys, 'make connection "eu"'),
);
export const readConnected = asked((client) => remoteInfo(client, "eu"));
