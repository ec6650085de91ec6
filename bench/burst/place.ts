// SPDX-License-Identifier: Apache-2.0
import axios, { type AxiosInstance } from "axios";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { ClientSettings } from "../../provider/opensearch/settings/client-settings";
import { authorization } from "../../provider/opensearch/sign-in/signing";
import { tlsOptions } from "../../provider/opensearch/network/tls";
import { removeFollower, removeLeader } from "../../test/cluster/pair/clean-up";
import { addConnection, removeConnection } from "../../test/cluster/pair/connection";
import { createIndex, fill } from "../../test/cluster/pair/indexes";
import { connectionAlias, runPrefix, thePair } from "../../test/cluster/pair/pair";
import { variables } from "../../test/cluster/pair/provider-settings";
import { leaderAlias, leaderIndex, roomyPair } from "../life/cluster";

/** A pair of clusters on which bursts of starts are measured. */
export interface Place {
  readonly name: string;
  /** In front of every follower index. */
  readonly prefix: string;
  readonly inputs: {
    readonly leaderIndex: string;
    readonly leaderAlias: string;
    readonly useRoles?: {
      readonly leaderClusterRole: string;
      readonly followerClusterRole: string;
    };
  };
  /** By which the provider finds and enters the follower. */
  readonly environment: NodeJS.ProcessEnv;
  readonly client: AxiosInstance;
  /** Removes the followers, where the pair outlives the bench. */
  remove(followers: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export async function emulatedPlace(): Promise<Place> {
  const pair = await roomyPair();
  const { url } = pair.follower;
  return {
    name: "the emulated pair",
    prefix: "copy",
    inputs: { leaderIndex, leaderAlias },
    environment: { OPENSEARCH_URL: url },
    client: axios.create({ baseURL: url, proxy: false, httpAgent: new HttpAgent(keepAlive) }),
    remove: () => Promise.resolve(),
    close: () => pair.close(),
  };
}

/** The pair of `npm run test:cluster`. */
export async function realPlace(): Promise<Place> {
  const pair = thePair();
  const { follower, leader, useRoles } = pair.surroundings;
  const index = `${runPrefix}-burst`;
  await addConnection(pair, connectionAlias);
  await createIndex(pair.leader, index);
  await fill(leader, index, 10);
  return {
    name: "the pair of OPENSEARCH_URL",
    prefix: runPrefix,
    inputs: {
      leaderIndex: index,
      leaderAlias: connectionAlias,
      ...(useRoles === undefined ? {} : { useRoles }),
    },
    environment: variables(),
    client: plainClient(follower),
    async remove(followers) {
      for (const name of followers) await removeFollower(pair.follower, name);
    },
    async close() {
      await removeConnection(pair, connectionAlias);
      await removeLeader(pair.leader, index);
    },
  };
}

const keepAlive = { keepAlive: true };

function plainClient(settings: ClientSettings): AxiosInstance {
  const { baseUrl, signIn, hostOverride } = settings;
  if (signIn.kind === "aws") throw new Error("The bare client of the bench cannot sign for AWS.");
  return axios.create({
    baseURL: baseUrl,
    proxy: false,
    headers: {
      ...authorization(signIn),
      ...(hostOverride === undefined ? {} : { Host: hostOverride }),
    },
    httpAgent: new HttpAgent(keepAlive),
    httpsAgent: new HttpsAgent({ ...keepAlive, ...tlsOptions(settings) }),
  });
}
