// SPDX-License-Identifier: Apache-2.0
export { Provider, type ProviderArgs } from "./pulumi/provider";
export type { ProviderSettings } from "./pulumi/provider-settings";
export type { OnClusterChange } from "./opensearch/provider-settings/client-settings";
export {
  getReplication,
  getReplicationOutput,
  getReplications,
  getReplicationsOutput,
  getReplicationStats,
  getReplicationStatsOutput,
} from "./pulumi/look-ups";
export type { LookUpOptions } from "./pulumi/look-up-settings";
export type { GetReplicationArgs } from "./look-ups/replication";
export type { ReplicationInfo } from "./look-ups/replication-info";
export type { GetReplicationsArgs } from "./look-ups/replications";
export type {
  ReplicationCounters,
  ReplicationIndexStats,
  ReplicationStats,
} from "./opensearch/calls/follower-stats";
export type { IndexSetting, IndexSettings } from "./opensearch/names/index-settings";
export { AutoFollowRule, type AutoFollowRuleArgs } from "./resources/auto-follow-rule/resource";
export type { OnRuleDestroy, RuleTimeouts } from "./resources/auto-follow-rule/args";
export {
  type ConnectionInput,
  LeaderConnection,
  type LeaderConnectionArgs,
} from "./resources/leader-connection/resource";
export type { ConnectionTimeouts, ConnectionWaitFor } from "./resources/leader-connection/args";
export type {
  ReplicatedClusterArgs,
  ReplicatedIndex,
  ReplicatedPattern,
} from "./resources/replicated-cluster/args";
export { ReplicatedCluster } from "./resources/replicated-cluster/resource";
export { ReplicationGate, type ReplicationGateArgs } from "./resources/replication-gate/resource";
export type { GatedReplication, GateGoal, GateTimeouts } from "./resources/replication-gate/schema";
export {
  StartedReplication,
  type StartedReplicationArgs,
} from "./resources/started-replication/resource";
export type {
  IfIndexExists,
  Timeouts,
  UseRoles,
  WaitFor,
} from "./resources/started-replication/args";
export type { Duration } from "./waiting/duration";
