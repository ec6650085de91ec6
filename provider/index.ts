// SPDX-License-Identifier: Apache-2.0
export { Provider, type ProviderArgs } from "./pulumi/provider";
export type { ProviderSettings } from "./pulumi/provider-settings";
export type { OnClusterChange, WhenUnreachable } from "./opensearch/settings/client-settings";
export {
  getReplication,
  getReplicationOutput,
  getReplications,
  getReplicationsOutput,
  getReplicationStats,
  getReplicationStatsOutput,
} from "./pulumi/look-ups";
export {
  getLeaderIndexes,
  getLeaderIndexesOutput,
  getRules,
  getRulesOutput,
  getSecondsBehind,
  getSecondsBehindOutput,
} from "./pulumi/leader-look-ups";
export type { LookUpOptions } from "./pulumi/look-up-settings";
export type { GetLeaderIndexesArgs } from "./reads/leader-indexes";
export type { RuleInfo } from "./reads/rules";
export type { GetSecondsBehindArgs } from "./reads/seconds-behind";
export type { GetReplicationArgs } from "./reads/replication";
export type { ReplicationInfo } from "./reads/replication-info";
export type { GetReplicationsArgs } from "./reads/replications";
export type {
  ReplicationCounters,
  ReplicationIndexStats,
  ReplicationStats,
} from "./opensearch/api/follower-stats";
export type { IndexSetting, IndexSettings } from "./opensearch/text/index-settings";
export { AutoFollowRule, type AutoFollowRuleArgs } from "./pulumi/classes/auto-follow-rule";
export type { OnRuleDestroy, RuleTimeouts } from "./resources/auto-follow-rule/args";
export {
  type ConnectionInput,
  LeaderConnection,
  type LeaderConnectionArgs,
} from "./pulumi/classes/leader-connection";
export type { ConnectionTimeouts, ConnectionWaitFor } from "./resources/leader-connection/args";
export type {
  ReplicatedClusterArgs,
  ReplicatedIndex,
  ReplicatedPattern,
} from "./pulumi/replicated-cluster/args";
export { ReplicatedCluster } from "./pulumi/replicated-cluster/resource";
export { ReplicatedPair } from "./pulumi/replicated-pair/resource";
export type { PairSite, ReplicatedPairArgs } from "./pulumi/replicated-pair/args";
export { ReplicationGate, type ReplicationGateArgs } from "./pulumi/classes/replication-gate";
export type {
  GatedReplication,
  GatedRules,
  GateGoal,
  GateTimeouts,
} from "./resources/replication-gate/schema";
export {
  StartedReplication,
  type StartedReplicationArgs,
} from "./pulumi/classes/started-replication";
export type { FencedIndex, Lineage, Promotion } from "./replication/promote/lineage";
export type { Fingerprint } from "./opensearch/api/switch/fingerprint";
export type {
  IfIndexExists,
  Timeouts,
  UseRoles,
  WaitFor,
} from "./resources/started-replication/args";
export { WriteBlock, type WriteBlockArgs } from "./pulumi/classes/write-block";
export type { BlockTimeouts } from "./resources/write-block/args";
export type { Duration } from "./waiting/duration";
