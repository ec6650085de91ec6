// SPDX-License-Identifier: Apache-2.0
import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { systemClock, type Clock } from "../../provider/waiting/clock";
import { Cluster, type Network } from "./cluster/cluster";
import { newUuid } from "./cluster/uuid";
import { EmulatedCluster } from "./emulated-cluster";
import type { LoggedRequest } from "./http/request";
import { httpServer } from "./http/server";
import type { TlsOptions } from "./http/tls";
import { defaultPace, type Pace } from "./pace";
import { securityOf, type SecurityOptions } from "./security/options";

/** How a pair is to be. */
export interface PairOptions {
  clock?: Clock;
  /** 0, the default, takes a free one. */
  leaderPort?: number;
  followerPort?: number;
  pace?: Partial<Pace>;
  /** The release that both pose as, 3.4.0 by default. */
  version?: string;
  /** The security plugin on both; without it nobody has to sign in and everybody may do anything. */
  security?: SecurityOptions;
  /** HTTPS on both, and only that; client certificates count with the security plugin. */
  tls?: TlsOptions;
  /** Told of every request to either cluster as it arrives. */
  onRequest?: (cluster: string, request: LoggedRequest) => void;
}

/** A leader and a follower that can reach each other, with nothing in them and not connected. */
export interface ClusterPair {
  leader: EmulatedCluster;
  follower: EmulatedCluster;
  close(): Promise<void>;
}

let lastTransportPort = 9300;

const listening = async (app: FastifyInstance, scheme: string, port: number): Promise<string> => {
  await app.listen({ host: "127.0.0.1", port });
  return `${scheme}://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
};

/** Starts a leader and a follower, each behind an HTTP port of its own on loopback. */
export const startPair = async (options: PairOptions = {}): Promise<ClusterPair> => {
  const network: Network = new Map();
  const servers: FastifyInstance[] = [];
  const pace = { ...defaultPace, ...options.pace };
  const started = async (name: string, port: number): Promise<EmulatedCluster> => {
    lastTransportPort += 1;
    const transportAddress = `127.0.0.1:${lastTransportPort}`;
    const identity = { name, uuid: newUuid(), transportAddress };
    const clock = options.clock ?? systemClock;
    const cluster = new Cluster(identity, options.version ?? "3.4.0", network, clock, pace);
    if (options.security !== undefined) cluster.security = securityOf(options.security);
    cluster.onRequest = (request) => options.onRequest?.(name, request);
    network.set(transportAddress, cluster);
    const app = httpServer(cluster, options.tls);
    servers.push(app);
    const scheme = options.tls === undefined ? "http" : "https";
    return new EmulatedCluster(cluster, await listening(app, scheme, port));
  };
  const close = async () => {
    await Promise.all(servers.map((app) => app.close()));
  };
  try {
    const leader = await started("leader", options.leaderPort ?? 0);
    const follower = await started("follower", options.followerPort ?? 0);
    return { leader, follower, close };
  } catch (error) {
    await close();
    throw error;
  }
};
