// SPDX-License-Identifier: Apache-2.0
export { Provider, type ProviderArgs } from "./pulumi/provider";
export type { ProviderSettings } from "./pulumi/provider-settings";
export {
  StartedReplication,
  type StartedReplicationArgs,
} from "./resources/started-replication/resource";
export type {
  IfIndexExists,
  Timeouts,
  UseRoles,
  WaitFor,
} from "./resources/started-replication/schema";
export type { Duration } from "./waiting/duration";
