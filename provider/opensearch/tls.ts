// SPDX-License-Identifier: Apache-2.0
import { rootCertificates, type SecureContextOptions } from "node:tls";
import { readClientCertificate } from "./client-certificate";
import type { ConnectionSettings } from "./connection-settings";
import { readPem } from "./pem";

/** How a connection to the cluster is secured. */
export function tlsOptions(
  settings: Pick<ConnectionSettings, "insecure" | "caCert" | "clientCertificate" | "hostOverride">,
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

/** The authorities to trust: the public ones, and those of `caCert` (PEM text, or the path of a file with it). */
export function trustedAuthorities(caCert: string | undefined): string[] | undefined {
  if (caCert === undefined) return undefined;
  const pem = { name: "caCert", value: caCert, what: "certificate", isSecret: false };
  return [...rootCertificates, readPem(pem)];
}
