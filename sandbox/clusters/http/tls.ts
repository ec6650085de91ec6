// SPDX-License-Identifier: Apache-2.0
import type { Server } from "node:https";
import { TLSSocket, type DetailedPeerCertificate } from "node:tls";
import type { ClientCertificate } from "../security/caller";

/** PEM texts for serving HTTPS. */
export interface TlsOptions {
  key: string;
  cert: string;
  /** Whose client certificates are taken; without it none is asked for. */
  ca?: string;
}

/**
 * For node's HTTPS server. A client without a certificate is let in, it may sign in otherwise: so
 * a certificate that does not hold must be turned away separately.
 */
export const serverTls = ({ key, cert, ca }: TlsOptions) =>
  ca === undefined
    ? { key, cert }
    : { key, cert, ca: [ca], requestCert: true, rejectUnauthorized: false };

const showsCertificate = (socket: TLSSocket): boolean =>
  socket.getPeerX509Certificate() !== undefined;

/** Closes connections of clients whose certificate the CA does not vouch for. */
export const turnAwayStrangers = (server: Server): void => {
  server.on("secureConnection", (socket) => {
    if (showsCertificate(socket) && !socket.authorized) socket.destroy();
  });
};

const chainLength = (certificate: DetailedPeerCertificate): number => {
  const { issuerCertificate: issuer } = certificate;
  // A root names itself as its issuer.
  return issuer === undefined || issuer === certificate || issuer.raw.equals(certificate.raw)
    ? 1
    : 1 + chainLength(issuer);
};

/** The certificate that the client at the other end of a socket showed. */
export const clientCertificate = (socket: unknown): ClientCertificate | undefined => {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const x509 = socket.getPeerX509Certificate();
  if (x509 === undefined) return undefined;
  // The certificate lists the widest part first; a distinguished name is written the other way.
  const parts = x509.subject.split("\n").reverse();
  return {
    principal: parts.join(","),
    commonName: parts.find((part) => part.startsWith("CN="))?.slice("CN=".length),
    chainLength: chainLength(socket.getPeerCertificate(true)),
  };
};
