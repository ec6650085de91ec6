// SPDX-License-Identifier: Apache-2.0
export { connect } from "./connect";
export { EmulatedCluster } from "./emulated-cluster";
export type { LoggedRequest } from "./http/request";
export { defaultPace, type Pace } from "./pace";
export type { TlsOptions } from "./http/tls";
export { startPair, type ClusterPair, type PairOptions } from "./pair";
export type { SecurityDesk } from "./security/desk";
export type { SecurityOptions, UserOptions } from "./security/options";
export { addReplicationUser, REPLICATION_ROLES } from "./security/replication-user";
export type { Role } from "./security/role";
