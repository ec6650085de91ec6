// SPDX-License-Identifier: Apache-2.0
import type { SecureContextOptions } from "node:tls";
import { trustedAuthorities } from "./authorities";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { ConfigurationError } from "../answers/errors";
import { readPem } from "./pem-setting";

/** PEM texts, or the paths of files that hold them. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface TlsSettings {
  readonly insecure: boolean;
  /** PEM text, or the path of a file that holds it. */
  readonly caCert: string | undefined;
  readonly clientCertificate: ClientCertificate | undefined;
  /** What the cluster calls itself where it is reached by another name: the Host header, and the name in its certificate. */
  readonly hostOverride: string | undefined;
}

export function tlsOptions(
  settings: TlsSettings,
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

/**
 * The certificate to show and its key, as PEM texts that belong together. TLS itself would say
 * `key values mismatch`, in the middle of a call, and name no setting.
 */
export function readClientCertificate(settings: ClientCertificate): ClientCertificate {
  const chain = readPem({ name: "clientCert", value: settings.cert });
  const [key = ""] = readPem({ name: "clientKey", value: settings.key });
  if (!new X509Certificate(chain[0] ?? "").checkPrivateKey(createPrivateKey(key))) {
    throw new ConfigurationError(
      "clientCert and clientKey do not match: the certificate was issued for another key. Set both from the same pair; in a file with a chain, the client's own certificate comes first.",
    );
  }
  return { cert: chain.join(""), key };
}
