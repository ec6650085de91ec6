// SPDX-License-Identifier: Apache-2.0
import type { SecureContextOptions } from "node:tls";
import { trustedAuthorities } from "./authorities";
import { readClientCertificate } from "./client-certificate";
import type { ClientSettings } from "../provider-settings/client-settings";

/** How a connection to the cluster is secured. */
export function tlsOptions(
  settings: Pick<ClientSettings, "insecure" | "caCert" | "clientCertificate" | "hostOverride">,
): SecureContextOptions & { readonly rejectUnauthorized: boolean; readonly servername?: string } {
  const { insecure, caCert, clientCertificate, hostOverride } = settings;
  const ca = trustedAuthorities(caCert);
  return {
    rejectUnauthorized: !insecure,
    ...(ca === undefined ? {} : { ca }),
    ...(clientCertificate === undefined ? {} : readClientCertificate(clientCertificate)),
    ...(hostOverride === undefined ? {} : { servername: hostOverride.replace(/:\d+$/, "") }),
  };
}
