// SPDX-License-Identifier: Apache-2.0
import { trustedAuthorities } from "../network/authorities";
import type { ClientSettings } from "../settings/client-settings";
import { proxyFor, type ProxyOf } from "../network/proxy";
import { TunnelAgent } from "../network/tunnel";

/**
 * How AWS's services are reached for credentials: through the same proxy as the cluster, and no longer
 * than a call may take, which AWS's package does not limit by itself. It takes these as options of its
 * HTTP client; the machine's own metadata it asks directly.
 */
export function awsHttpOptions(
  { proxy: set, caCert, requestTimeout }: ClientSettings,
  proxyOf: ProxyOf | undefined,
): (region: string) => Record<string, unknown> {
  return (region) => {
    const limits = { requestTimeout, throwOnRequestTimeout: true };
    const proxy = proxyFor(`https://sts.${region}.amazonaws.com`, set, proxyOf);
    if (proxy === undefined) return { ...limits, connectionTimeout: requestTimeout };
    const ca = trustedAuthorities(caCert);
    const agent = new TunnelAgent(proxy, requestTimeout, ca === undefined ? {} : { ca });
    // The tunnel has a limit of its own, which names the proxy.
    return { ...limits, requestTimeout: 2 * requestTimeout, httpAgent: agent, httpsAgent: agent };
  };
}
