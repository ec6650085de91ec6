// SPDX-License-Identifier: Apache-2.0
import { isObject, textOf, type Json, type JsonObject } from "../json/json";
import type { IndexPermission, Role, RoleMapping } from "./role";
import type { InternalUser } from "./security";

const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.map((item) => textOf(item) ?? "") : [];

const indexPermission = (value: JsonObject): IndexPermission => ({
  index_patterns: texts(value["index_patterns"]),
  allowed_actions: texts(value["allowed_actions"]),
  dls: textOf(value["dls"]) ?? "",
  fls: texts(value["fls"]),
  masked_fields: texts(value["masked_fields"]),
});

/** A role as the body of a request describes it. */
export const roleFrom = (body: JsonObject): Role => {
  const indexes = body["index_permissions"];
  return {
    cluster_permissions: texts(body["cluster_permissions"]),
    index_permissions: (Array.isArray(indexes) ? indexes : [])
      .filter(isObject)
      .map(indexPermission),
  };
};

/** Who is to have a role. */
export const mappingFrom = (body: JsonObject): RoleMapping => ({
  users: texts(body["users"]),
  backend_roles: texts(body["backend_roles"]),
});

/** A user; one that is there keeps a password that is not given anew. */
export const userFrom = (body: JsonObject, before: InternalUser | undefined): InternalUser => ({
  password: textOf(body["password"]) ?? before?.password,
  tokens: before?.tokens ?? [],
  backendRoles: texts(body["backend_roles"]),
});
