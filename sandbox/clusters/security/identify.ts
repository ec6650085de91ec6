// SPDX-License-Identifier: Apache-2.0
import type { EmulatedRequest } from "../http/request";
import type { Caller, ClientCertificate } from "./caller";
import type { InternalUser, Security } from "./security";
import { isSigned } from "./sig-v4";

const internal = (name: string, { backendRoles }: InternalUser): Caller => ({
  name,
  backendRoles,
  isAdmin: false,
  certificate: undefined,
});

/** Any certificate of the CA signs its common name in; no user of that name has to be stored. */
const byCertificate = (
  { adminDns }: Security,
  certificate: ClientCertificate,
): Caller | undefined => {
  const { principal, commonName } = certificate;
  const isAdmin = adminDns.includes(principal);
  const name = isAdmin ? principal : commonName;
  return name === undefined ? undefined : { name, backendRoles: [], isAdmin, certificate };
};

const byPassword = ({ users }: Security, encoded: string): Caller | undefined => {
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  const name = text.slice(0, Math.max(colon, 0));
  const user = users.get(name);
  if (user?.password === undefined || user.password !== text.slice(colon + 1)) return undefined;
  return internal(name, user);
};

const byToken = ({ users }: Security, token: string): Caller | undefined => {
  const [found] = [...users].filter(([, { tokens }]) => tokens.includes(token));
  return found === undefined ? undefined : internal(...found);
};

/**
 * Who sends a request, or nobody the cluster knows. A certificate is looked at first, and what else
 * the request carries is then not looked at.
 */
export const identify = (security: Security, request: EmulatedRequest): Caller | undefined => {
  const { certificate, authorization = "" } = request;
  const signedIn = certificate && byCertificate(security, certificate);
  if (signedIn !== undefined) return signedIn;
  // A signature that did not hold has not come this far.
  if (security.sigV4 !== undefined && isSigned(request)) {
    const { user: name = "admin" } = security.sigV4;
    const user = security.users.get(name);
    return user === undefined ? undefined : internal(name, user);
  }
  const [, scheme = "", value = ""] = /^(\w+) +(\S+) *$/.exec(authorization) ?? [];
  switch (scheme.toLowerCase()) {
    case "basic":
      return byPassword(security, value);
    case "bearer":
    case "apikey":
      return byToken(security, value);
    default:
      return undefined;
  }
};
