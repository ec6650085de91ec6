// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { answer, type Answer } from "../http/answer";
import type { AdmittedRequest } from "../http/request";
import type { Route } from "../http/routes";
import { isObject, type JsonObject } from "../json/json";
import { readJson } from "../json/reader";
import { builtInRoles } from "../security/built-in";
import { mappingFrom, roleFrom, userFrom } from "../security/from-json";
import type { Security } from "../security/security";

const told = (status: number, name: string, message: string): Answer =>
  answer({ status: name, message }, status);

/** Only administrators may look at or change the plugin's configuration. */
const denied = ({ security }: Cluster, { caller }: AdmittedRequest): Answer | undefined => {
  if (security === undefined || caller === undefined || caller.isAdmin) return undefined;
  const roles = security.rolesOf(caller);
  if (roles.includes("all_access")) return undefined;
  return told(
    403,
    "FORBIDDEN",
    `No permission to access REST API: User ${caller.name} with Security roles ` +
      `[${roles.join(", ")}] does not have any role privileged for admin access. ` +
      "No client TLS certificate found in request",
  );
};

interface Kind {
  path: string;
  /** What messages call an entry. */
  noun: string;
  entries(security: Security): Map<string, unknown>;
  put(security: Security, name: string, body: JsonObject): void;
  isReserved(name: string): boolean;
}

const kinds: Kind[] = [
  {
    path: "internalusers",
    noun: "user",
    entries: ({ users }) => users,
    put: ({ users }, name, body) => users.set(name, userFrom(body, users.get(name))),
    isReserved: () => false,
  },
  {
    path: "roles",
    noun: "role",
    entries: ({ roles }) => roles,
    put: ({ roles }, name, body) => roles.set(name, roleFrom(body)),
    isReserved: (name) => builtInRoles[name] !== undefined,
  },
  {
    // Anybody may be mapped to a role, also to a reserved one.
    path: "rolesmapping",
    noun: "rolesmapping",
    entries: ({ mappings }) => mappings,
    put: ({ mappings }, name, body) => mappings.set(name, mappingFrom(body)),
    isReserved: () => false,
  },
];

const put = (kind: Kind, security: Security, name: string, text: string): Answer => {
  if (kind.isReserved(name)) return told(403, "FORBIDDEN", `Resource '${name}' is reserved.`);
  const isThere = kind.entries(security).has(name);
  const body = readJson(text).value;
  kind.put(security, name, isObject(body) ? body : {});
  return isThere
    ? told(200, "OK", `'${name}' updated.`)
    : told(201, "CREATED", `'${name}' created.`);
};

const remove = (kind: Kind, security: Security, name: string): Answer => {
  if (kind.isReserved(name)) return told(403, "FORBIDDEN", `Resource '${name}' is reserved.`);
  return kind.entries(security).delete(name)
    ? told(200, "OK", `'${name}' deleted.`)
    : told(404, "NOT_FOUND", `${kind.noun} '${name}' not found.`);
};

const route = (
  kind: Kind,
  method: string,
  perform: (security: Security, name: string, body: string) => Answer,
): Route => ({
  method,
  path: `/_plugins/_security/api/${kind.path}/{name}`,
  action: null,
  handle: (cluster, request, { name = "" }) =>
    denied(cluster, request) ??
    (cluster.security === undefined ? answer({}) : perform(cluster.security, name, request.body)),
});

/** Users, roles and who has them, as the security plugin's API changes them. */
export const securityConfigRoutes: Route[] = kinds.flatMap((kind) => [
  route(kind, "PUT", (security, name, body) => put(kind, security, name, body)),
  route(kind, "DELETE", (security, name) => remove(kind, security, name)),
]);
