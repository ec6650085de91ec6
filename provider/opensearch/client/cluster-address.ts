// SPDX-License-Identifier: Apache-2.0
import { resolveAddresses } from "../provider-settings/resolve-addresses";
import type { RawSettings } from "../provider-settings/setting-names";

/** What a cluster is known by before anything is asked of it: host, port and path; empty where the settings name none. */
export function clusterAddress(raw: RawSettings): string {
  // Through a tunnel the address is the tunnel's, and changes with it.
  if (raw.hostOverride !== undefined) return raw.hostOverride.toLowerCase();
  const addresses = resolveAddresses(raw, []);
  return addresses === undefined ? "" : addresses.baseUrl.replace(/^https?:\/\//, "").toLowerCase();
}
