// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { ConfigurationError } from "./errors";

/** The authorities to trust: the public ones, and those of `caCert` (PEM text, or the path of a file with it). */
export function trustedAuthorities(caCert: string | undefined): string[] | undefined {
  if (caCert === undefined) return undefined;
  const pem = caCert.includes("-----BEGIN") ? caCert : readPemFile(caCert);
  return [...rootCertificates, pem];
}

function readPemFile(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    throw new ConfigurationError(
      `caCert is neither a PEM certificate nor a file that can be read: ${path} (${code}). Paste the certificate or give the path of its file.`,
      { cause: error },
    );
  }
  if (!text.includes("-----BEGIN")) {
    throw new ConfigurationError(`caCert names the file ${path}, which holds no PEM certificate.`);
  }
  return text;
}
