// SPDX-License-Identifier: Apache-2.0
import type { OpenSearchError } from "../../opensearch/answers/errors";
import type { RemoteInfo } from "../../opensearch/api/remote-info";
import { describeDuration } from "../../waiting/duration";
import type { ConnectionInputs } from "./schema";

/** Ports that REST is usually served on; a connection needs the transport port. */
const restPorts = /:(9200|443|80)$/;

interface Evidence {
  /** What `_remote/info` says; `undefined` where it does not list the connection. */
  readonly info: RemoteInfo | undefined;
  /** Whether the cluster still has the connection's settings. */
  readonly isConfigured: boolean;
  /** Why the follower could not be asked. */
  readonly trouble: OpenSearchError | undefined;
  /** What using the connection was refused with. */
  readonly refused: OpenSearchError | undefined;
}

export function notConnected(inputs: ConnectionInputs, evidence: Evidence, limit: number): string {
  const { alias } = inputs;
  const what = `Connection "${alias}" was not connected within ${describeDuration(limit)}`;
  const again =
    'Fix the cause and run `pulumi up` again, which keeps waiting; or set waitFor to "configured".';
  if (evidence.trouble !== undefined) {
    return `${what}; the last status call failed: ${evidence.trouble.message} Its settings are in place: run \`pulumi up\` again, which keeps waiting.`;
  }
  const isRefused = evidence.refused?.is("nodeWithoutRole") === true;
  if (isRefused || (evidence.info === undefined && evidence.isConfigured)) {
    return `${what}: the follower has its settings, but the node that answered does not list it (GET /_remote/info), since that node lacks the role remote_cluster_client. Give the follower's nodes that role (node.roles in opensearch.yml; nodes that hold followers need it too), or point the url to a node that has it. ${again}`;
  }
  if (evidence.info === undefined) {
    return `${what}: something removed its settings meanwhile (GET /_cluster/settings). ${again}`;
  }
  return [
    `${what}: the follower has its settings, but is not connected (GET /_remote/info).`,
    `Candidates: ${candidates(inputs).join("; ")}.`,
    `The follower's log has the cause. ${again}`,
  ].join(" ");
}

/** The addresses are not quoted: they may be secrets of the program. */
function candidates({ seeds, proxyAddress = "" }: ConnectionInputs): string[] {
  const rest = (seeds ?? [proxyAddress]).findIndex((address) => restPorts.test(address));
  const name = seeds === undefined ? "proxyAddress" : rest === -1 ? "a seed" : `seeds[${rest}]`;
  const port =
    rest === -1
      ? `${name} has the port of REST (9200 by default) and not of transport (9300 by default)`
      : `${name} looks like a REST port; a connection needs the transport port, 9300 by default`;
  const likely = [
    "the leader is down, or a firewall or name resolution prevents the follower's nodes from reaching its transport port",
    "the clusters do not trust each other's transport certificates",
    seeds === undefined
      ? "the proxy at `proxyAddress` does not forward transport traffic, or routes by a `serverName`"
      : "in sniff mode the follower must reach the publish address of each of the leader's nodes: behind a load balancer or NAT use `proxyAddress`",
  ];
  return rest === -1 ? [...likely, port] : [port, ...likely];
}
