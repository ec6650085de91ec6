// SPDX-License-Identifier: Apache-2.0

/** A certificate that a client showed and that the server's CA vouches for. */
export interface ClientCertificate {
  /** The subject as a distinguished name, `CN=repl,O=example`. */
  principal: string;
  commonName: string | undefined;
  /** Certificates from the client's own up to the root. */
  chainLength: number;
}

/** Who sends a request, as far as the security plugin knows. */
export interface Caller {
  name: string;
  backendRoles: string[];
  /** An administrator by certificate: nothing is asked of it, no role has to be mapped to it. */
  isAdmin: boolean;
  certificate: ClientCertificate | undefined;
}

/** A caller as the plugin's messages name it. */
export const callerText = ({ name, backendRoles }: Caller): string =>
  `User [name=${name}, backend_roles=[${backendRoles.join(", ")}], requestedTenant=null]`;
