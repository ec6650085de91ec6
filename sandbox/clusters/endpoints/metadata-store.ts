// SPDX-License-Identifier: Apache-2.0
import { answer } from "../http/answer";
import type { Route } from "../http/routes";
import { storedDocument } from "../replication/store";

const INDEX = ".replication-metadata-store";

/** The plugin's own index, which the security plugin shows to an administrator's certificate only. */
export const metadataStoreRoutes: Route[] = [
  {
    method: "GET",
    path: `/${INDEX}/_search`,
    action: "indices:data/read/search",
    handle(cluster, { caller }) {
      const seen = caller?.isAdmin === true ? [...cluster.replications.values()] : [];
      const hits = seen.map((replication) => ({
        _index: INDEX,
        _id: replication.follower,
        _score: 1,
        _source: storedDocument(replication),
      }));
      return answer({
        took: 1,
        timed_out: false,
        _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
        hits: {
          total: { value: hits.length, relation: "eq" },
          max_score: hits.length === 0 ? null : 1,
          hits,
        },
      });
    },
  },
];
