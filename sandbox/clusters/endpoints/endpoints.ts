// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import type { Route } from "../http/routes";
import { aliasRoutes } from "./aliases";
import { bulkRoutes } from "./bulk";
import { clusterSettingsRoutes } from "./cluster-settings";
import { clusterStateRoutes } from "./cluster-state";
import { documentRoutes } from "./documents";
import { indexRoutes } from "./indexes";
import { indexSettingsRoutes } from "./index-settings";
import { replicationRoutes } from "./replication";
import { replicationOverviewRoutes } from "./replication-overview";
import { searchRoutes } from "./search";
import { templateRoutes } from "./templates";

const core: Route[] = [
  ...clusterStateRoutes,
  ...clusterSettingsRoutes,
  ...templateRoutes,
  ...aliasRoutes,
  ...bulkRoutes,
  ...searchRoutes,
  ...documentRoutes,
  ...indexSettingsRoutes,
  ...indexRoutes,
];

const withPlugin: Route[] = [...replicationRoutes, ...replicationOverviewRoutes, ...core];

/** The endpoints a cluster serves; without the plugin, core has no handler for its paths. */
export const endpoints = (cluster: Cluster): Route[] => (cluster.plugin ? withPlugin : core);
