// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import { connect } from "node:tls";
import { readPem } from "./pem-setting";
import type { TlsSettings } from "./tls";

/** How long a look at a certificate may take: it only explains a failure. */
const patience = 3_000;

/** Who issued the certificate of a server that is not trusted, and which authority was trusted besides Node's; nothing is sent. */
export async function aboutIssuer(
  baseUrl: string,
  { caCert, hostOverride }: Pick<TlsSettings, "caCert" | "hostOverride">,
): Promise<string> {
  const { hostname, port } = new URL(baseUrl);
  const host = hostname.replace(/^\[|\]$/g, "");
  const issuer = await issuerAt(host, Number(port || 443), hostOverride?.replace(/:\d+$/, ""));
  const trusted = caCert === undefined ? [] : readPem({ name: "caCert", value: caCert });
  const names = trusted.map((pem) => `"${nameOf(new X509Certificate(pem).subject)}"`);
  return [
    issuer === undefined ? [] : `the server's certificate was issued by "${issuer}"`,
    names.length === 0 ? [] : `caCert was used, and is of ${names.slice(0, 3).join(", ")}`,
  ]
    .flat()
    .join(", and ");
}

function issuerAt(
  host: string,
  port: number,
  servername: string | undefined,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const named = servername === undefined ? {} : { servername };
    const socket = connect({ host, port, ...named, rejectUnauthorized: false });
    const end = (issuer: string | undefined): void => {
      socket.destroy();
      resolve(issuer);
    };
    socket.setTimeout(patience, () => end(undefined));
    socket.once("error", () => end(undefined));
    socket.once("secureConnect", () => {
      const shown = socket.getPeerX509Certificate();
      end(shown === undefined ? undefined : nameOf(shown.issuer));
    });
  });
}

/** The common name, or all of a name that has none. */
function nameOf(subject: string): string {
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? subject.replaceAll("\n", ", ");
}
