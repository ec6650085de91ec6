// SPDX-License-Identifier: Apache-2.0
import type { RemoteInfo } from "../../opensearch/remote-info";
import { describeDuration } from "../../waiting/duration";
import type { ConnectionInputs } from "./schema";

/** Ports that REST is usually served on; a connection needs the transport port. */
const restPorts = /:(9200|443|80)$/;

/** What is said of a connection that does not come about: what is known, and what may be the cause. */
export function notConnected(
  inputs: ConnectionInputs,
  info: RemoteInfo | undefined,
  limit: number,
): string {
  const { alias, seeds, proxyAddress } = inputs;
  const addresses = seeds ?? [proxyAddress ?? ""];
  const state =
    info === undefined
      ? "the follower does not list it (GET /_remote/info): has something removed its settings?"
      : `the follower has its settings, but is not connected to ${addresses.join(", ")} (GET /_remote/info).`;
  const sentences = [
    `Connection "${alias}" was not connected within ${describeDuration(limit)}: ${state}`,
    `Candidates: ${candidates(inputs, addresses).join("; ")}.`,
    'The follower\'s log has the cause. Mend it and run `pulumi up` again, which waits further; or set waitFor to "configured".',
  ];
  return sentences.join(" ");
}

function candidates({ seeds, proxyAddress }: ConnectionInputs, addresses: string[]): string[] {
  const rest = addresses.find((address) => restPorts.test(address));
  return [
    ...(rest === undefined
      ? []
      : [
          `"${rest}" looks like a REST port, and a connection needs the transport port, 9300 by default`,
        ]),
    "the leader is down, or a firewall or name resolution keeps the follower's nodes from its transport port",
    "the clusters do not trust each other's transport certificates",
    ...(seeds === undefined
      ? [
          `the proxy at ${proxyAddress} does not pass transport traffic through, or routes by a \`serverName\``,
        ]
      : [
          "in sniff mode the follower must reach the publish address of each of the leader's nodes: behind a load balancer or NAT use `proxyAddress`",
        ]),
  ];
}
