// SPDX-License-Identifier: Apache-2.0
import type { Clock } from "../../../provider/waiting/clock";
import type { LoggedRequest } from "../http/request";
import type { JsonObject } from "../json/json";
import type { Pace } from "../pace";
import type { AutoFollowRule } from "../replication/auto-follow-rule";
import type { BulkTask } from "../replication/bulk";
import type { Replication } from "../replication/replication";
import type { Security } from "../security/security";
import type { IndexState } from "./index-state";
import type { Settings } from "./settings";

/** Clusters by transport address: what a connection's seeds can reach. */
export type Network = Map<string, Cluster>;

/** What the levers have armed for the next occasion. */
export interface Armed {
  failingBootstraps: Set<string>;
  racingStops: Set<string>;
  lateStarts: Set<string>;
  snapshots: Set<string>;
  staleTasks: Set<string>;
  /** How many documents a writer gets in between a start's checks and its restore. */
  writers: Map<string, number>;
}

/** What a service in front of the cluster does to calls, by their path. */
export interface Front {
  /** Paths that it offers to nobody. */
  offersNot: RegExp[];
  /** Paths of whose answers it leaves these fields out. */
  cutsDown: { readonly path: RegExp; readonly fields: readonly string[] }[];
}

/** Who a cluster is. */
export interface Identity {
  name: string;
  uuid: string;
  transportAddress: string;
}

/** One emulated cluster of a single node: all that it holds. */
export class Cluster {
  /** Off while the node is down. */
  down = false;
  /** When the node last came up; long ago unless a lever says otherwise. */
  restartedAt = Number.NEGATIVE_INFINITY;
  /** Whether the replication plugin is installed. */
  plugin = true;
  /** Whether the node has the role remote_cluster_client. */
  remoteRole = true;
  /** Off until the security plugin has read its configuration. */
  securityReady = true;
  /** The security plugin, where it is installed. */
  security: Security | undefined;
  /** Settings of opensearch.yml, which no request shows or changes. */
  inFile: Settings = {};
  persistent: Settings = {};
  transient: Settings = {};
  private merged: { parts: Settings[]; settings: Settings } = { parts: [], settings: {} };
  readonly requests: LoggedRequest[] = [];
  /** Told of every request as it arrives. */
  onRequest: ((request: LoggedRequest) => void) | undefined;
  readonly indexes = new Map<string, IndexState>();
  /** Ingest pipelines, which are stored and never run. */
  readonly pipelines = new Map<string, JsonObject>();
  readonly templates = new Map<string, JsonObject>();
  /** Backing index names by data stream. */
  readonly dataStreams = new Map<string, string[]>();
  readonly replications = new Map<string, Replication>();
  readonly rules = new Map<string, AutoFollowRule>();
  readonly bulkTasks = new Map<string, BulkTask>();
  /** Partial indexes by the time at which a stop in the middle of the copy has them deleted. */
  readonly vanishing = new Map<string, number>();
  readonly armed: Armed = {
    failingBootstraps: new Set(),
    racingStops: new Set(),
    lateStarts: new Set(),
    snapshots: new Set(),
    staleTasks: new Set(),
    writers: new Map(),
  };
  readonly front: Front = { offersNot: [], cutsDown: [] };

  constructor(
    readonly identity: Identity,
    public version: string,
    readonly network: Network,
    readonly clock: Clock,
    readonly pace: Pace,
  ) {}

  /** All that is set. The same object until something of it is set anew: a thousand replications look at it at every request. */
  get settings(): Settings {
    const parts = [this.inFile, this.persistent, this.transient];
    if (parts.some((part, at) => part !== this.merged.parts[at]))
      this.merged = { parts, settings: Object.assign({}, ...parts) as Settings };
    return this.merged.settings;
  }

  get nodeName(): string {
    return `${this.identity.name}-1`;
  }

  /** The indexes that an alias stands for. */
  withAlias(alias: string): IndexState[] {
    return [...this.indexes.values()].filter((index) => index.aliases.has(alias));
  }
}
