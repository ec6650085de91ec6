// SPDX-License-Identifier: Apache-2.0
import { flattened } from "../cluster/settings";
import { invalid, Refusal } from "../http/refusal";
import { isObject, textOf, type JsonObject } from "../json/json";
import { parseBody, type ObjectParser } from "../json/object-parser";
import { nameViolations } from "./names";
import type { Wish } from "./outlook";
import type { UsedRoles } from "./replication";

/** The parser of `use_roles`, shared by `_start` and `_autofollow`. */
export const useRolesParser: ObjectParser = {
  name: "UseRolesParser",
  fields: { leader_cluster_role: ["VALUE_STRING"], follower_cluster_role: ["VALUE_STRING"] },
};

const parser: ObjectParser = {
  name: "FollowIndexRequestParser",
  fields: {
    leader_alias: ["VALUE_STRING"],
    leader_index: ["VALUE_STRING"],
    use_roles: useRolesParser,
    settings: ["START_OBJECT"],
  },
};

const ROLES_VIOLATION = "Need roles for leader_cluster_role and follower_cluster_role";

/** The roles a request names; both or neither, which `rolesViolations` sees to. */
export const rolesIn = (body: JsonObject): UsedRoles | undefined => {
  const given = body["use_roles"];
  if (!isObject(given)) return undefined;
  const leader = textOf(given["leader_cluster_role"]);
  const follower = textOf(given["follower_cluster_role"]);
  return leader === undefined || follower === undefined ? undefined : { leader, follower };
};

/** Both roles or neither. */
export const rolesViolations = (body: JsonObject): string[] => {
  const roles = body["use_roles"];
  const given = isObject(roles) ? Object.keys(roles).length : 0;
  return given === 1 ? [ROLES_VIOLATION] : [];
};

/** Stage A of a start: the request itself, before either cluster is looked at. */
export const startWish = (follower: string, text: string): Omit<Wish, "caller"> => {
  const body = parseBody(parser, text);
  const missing = ["leader_alias", "leader_index"].filter((field) => body[field] === undefined);
  if (missing.length > 0)
    throw invalid([`Mandatory params [${missing.join(", ")}] are missing for the request`]);
  const leaderIndex = textOf(body["leader_index"]) ?? "";
  // The plugin looks at the first character of the follower's name without asking for one.
  if (follower === "")
    throw new Refusal(
      500,
      "string_index_out_of_bounds_exception",
      "Index 0 out of bounds for length 0",
    );
  const violations = [...nameViolations(leaderIndex), ...nameViolations(follower)];
  if (violations.length > 0) throw invalid(violations);
  const roles = rolesViolations(body);
  if (roles.length > 0) throw invalid(roles);
  const settings = body["settings"];
  return {
    follower,
    leaderAlias: textOf(body["leader_alias"]) ?? "",
    leaderIndex,
    overrides: isObject(settings) ? flattened(settings) : {},
    roles: rolesIn(body),
  };
};
