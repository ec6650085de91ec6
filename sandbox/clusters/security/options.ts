// SPDX-License-Identifier: Apache-2.0
import type { Role } from "./role";
import { Security, type InternalUser } from "./security";
import type { SigV4Options } from "./sig-v4";

/** A user as a test describes it. */
export interface UserOptions {
  /** For `Authorization: Basic`. */
  password?: string;
  /** For `Authorization: Bearer` and `Authorization: ApiKey`, compared as they stand. */
  tokens?: string[];
  backendRoles?: string[];
  /** Roles that are mapped to the user by name. */
  roles?: string[];
}

/** How the security plugin of both clusters begins. */
export interface SecurityOptions {
  /** The password of the administrator `admin`, "admin" if not given. */
  adminPassword?: string;
  /** Subjects of client certificates that are an administrator's, `CN=admin,O=example`. */
  adminDns?: string[];
  /** Amazon's front door: every request must be signed with this key, and nothing else signs in. */
  sigV4?: SigV4Options;
  /** Roles besides the built-in ones. */
  roles?: Record<string, Role>;
  /** Users besides `admin`. */
  users?: Record<string, UserOptions>;
}

/** Gives a role to users, besides those who have it. */
export const mapUsers = (security: Security, role: string, users: string[]): void => {
  const { users: before = [], backend_roles = [] } = security.mappings.get(role) ?? {};
  security.mappings.set(role, { users: [...new Set([...before, ...users])], backend_roles });
};

/** Adds a user, or replaces one. */
export const putUser = (security: Security, name: string, options: UserOptions): void => {
  const { password, tokens = [], backendRoles = [], roles = [] } = options;
  const user: InternalUser = { password, tokens, backendRoles };
  security.users.set(name, user);
  for (const role of roles) mapUsers(security, role, [name]);
};

/** The security plugin of one cluster as the options have it. */
export const securityOf = (options: SecurityOptions): Security => {
  const security = new Security(options.adminDns ?? [], options.sigV4);
  putUser(security, "admin", {
    password: options.adminPassword ?? "admin",
    backendRoles: ["admin"],
  });
  for (const [name, role] of Object.entries(options.roles ?? {})) security.roles.set(name, role);
  for (const [name, user] of Object.entries(options.users ?? {})) putUser(security, name, user);
  return security;
};
