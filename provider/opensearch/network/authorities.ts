// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import * as tls from "node:tls";
import { readPem } from "./pem-setting";

/**
 * The authorities to trust: those of `caCert` besides the ones that Node trusts by itself. A list
 * that is given to TLS replaces Node's own, with what `NODE_EXTRA_CA_CERTS` adds to it.
 */
export function trustedAuthorities(
  caCert: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): string[] | undefined {
  if (caCert === undefined) return undefined;
  return [...ownAuthorities(environment), ...readPem({ name: "caCert", value: caCert })];
}

/** From Node 22.15 on, Node tells which these are, the system's included where it is to trust them. */
function ownAuthorities(environment: NodeJS.ProcessEnv): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: "default") => string[] };
  if (getCACertificates !== undefined) return getCACertificates("default");
  const isOpenssl = [...process.execArgv, environment["NODE_OPTIONS"] ?? ""].some((option) =>
    option.includes("--use-openssl-ca"),
  );
  return [
    ...tls.rootCertificates,
    ...fileText(environment["NODE_EXTRA_CA_CERTS"]),
    ...(isOpenssl ? fileText(environment["SSL_CERT_FILE"]) : []),
  ];
}

/** Node warns of a file that it cannot read, and goes on without it. */
function fileText(path: string | undefined): string[] {
  try {
    return path === undefined || path === "" ? [] : [readFileSync(path, "utf8")];
  } catch {
    return [];
  }
}
