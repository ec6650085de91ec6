// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import type { ClientCertificate } from "./connection-settings";
import { ConfigurationError } from "./errors";
import { readPem } from "./pem";

/**
 * The certificate to show and its key, as PEM texts that belong together. TLS itself would say
 * `key values mismatch`, in the middle of a call, and name no setting.
 */
export function readClientCertificate(settings: ClientCertificate): ClientCertificate {
  const cert = readPem({
    name: "clientCert",
    value: settings.cert,
    what: "certificate",
    isSecret: false,
  });
  const key = readPem({ name: "clientKey", value: settings.key, what: "key", isSecret: true });
  if (!parsedCertificate(cert).checkPrivateKey(parsedKey(key))) {
    throw new ConfigurationError(
      "clientCert and clientKey do not belong together: the certificate is made out for another key. Set both from the same pair; in a file with a chain, the client's own certificate comes first.",
    );
  }
  return { cert, key };
}

function parsedCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new ConfigurationError(
      "clientCert holds no certificate that can be read: it must be PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.",
    );
  }
}

function parsedKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new ConfigurationError(
      /ENCRYPTED/.test(pem)
        ? "clientKey is protected by a passphrase, which cannot be given: set the key without one (openssl pkey -in key.pem), as a secret."
        : "clientKey holds no private key that can be read: it must be PEM, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----.",
    );
  }
}
