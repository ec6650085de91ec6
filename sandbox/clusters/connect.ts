// SPDX-License-Identifier: Apache-2.0
import { request as plain } from "node:http";
import { request as secure } from "node:https";
import type { ClusterPair } from "./pair";

interface Reply {
  status: number;
  text: string;
}

const put = (url: string, body: string, authorization: string | undefined): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      ...(authorization === undefined ? {} : { authorization }),
    };
    // The other end is in this very process, so its certificate need not prove anything.
    const options = { method: "PUT", headers, agent: false, rejectUnauthorized: false };
    const sent = (url.startsWith("https:") ? secure : plain)(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });

/**
 * Connects the follower to the leader under an alias, by the request that anyone would send; where
 * sign-in is asked for, `admin` sends it.
 */
export const connect = async (pair: ClusterPair, alias = "leader"): Promise<void> => {
  const { follower, leader } = pair;
  const seeds = [leader.transportAddress];
  const { status, text } = await put(
    `${follower.url}/_cluster/settings`,
    JSON.stringify({ persistent: { [`cluster.remote.${alias}.seeds`]: seeds } }),
    follower.isSecured ? follower.security.authorization("admin") : undefined,
  );
  if (status !== 200) throw new Error(`the follower refused the connection: ${text}`);
};
