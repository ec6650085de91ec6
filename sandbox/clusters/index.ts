// SPDX-License-Identifier: Apache-2.0
export { connect } from "./connect";
export { EmulatedCluster } from "./emulated-cluster";
export type { LoggedRequest } from "./http/request";
export { defaultPace, type Pace } from "./pace";
export { startPair, type ClusterPair, type PairOptions } from "./pair";
