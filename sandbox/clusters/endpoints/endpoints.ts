// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { isAtLeast } from "../cluster/version";
import type { Route } from "../http/routes";
import { aliasRoutes } from "./aliases";
import { authInfoRoutes } from "./auth-info";
import { bulkRoutes } from "./bulk";
import { clusterSettingsRoutes } from "./cluster-settings";
import { clusterStateRoutes } from "./cluster-state";
import { documentRoutes } from "./documents";
import { indexBlockRoutes } from "./index-blocks";
import { indexRoutes } from "./indexes";
import { indexSettingsRoutes } from "./index-settings";
import { metadataStoreRoutes } from "./metadata-store";
import { openCloseRoutes } from "./open-close";
import { pipelineRoutes } from "./pipelines";
import { recoveryRoutes } from "./recovery";
import { resolveRoutes } from "./resolve";
import { replicationRoutes } from "./replication";
import { replicationBulkRoutes } from "./replication-bulk";
import { replicationOverviewRoutes } from "./replication-overview";
import { searchRoutes } from "./search";
import { indexStatsRoutes } from "./index-stats";
import { securityConfigRoutes } from "./security-config";
import { templateRoutes } from "./templates";

const core: Route[] = [
  ...clusterStateRoutes,
  ...clusterSettingsRoutes,
  ...templateRoutes,
  ...pipelineRoutes,
  ...resolveRoutes,
  ...aliasRoutes,
  ...bulkRoutes,
  ...searchRoutes,
  ...documentRoutes,
  ...indexSettingsRoutes,
  ...indexStatsRoutes,
  ...indexBlockRoutes,
  ...recoveryRoutes,
  ...indexRoutes,
  ...openCloseRoutes,
];

const replication: Route[] = [...replicationRoutes, ...replicationOverviewRoutes];

const security: Route[] = [...authInfoRoutes, ...securityConfigRoutes];

/** The endpoints a cluster serves; core has no handler for the paths of a plugin that is missing. */
export const endpoints = (cluster: Cluster): Route[] => [
  ...(cluster.security === undefined ? [] : security),
  ...(cluster.security !== undefined && cluster.plugin ? metadataStoreRoutes : []),
  ...(cluster.plugin ? replication : []),
  ...(cluster.plugin && isAtLeast(cluster.version, "3.8.0") ? replicationBulkRoutes : []),
  ...core,
];
