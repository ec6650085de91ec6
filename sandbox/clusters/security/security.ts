// SPDX-License-Identifier: Apache-2.0
import { glob } from "../cluster/glob";
import { builtInMappings, builtInRoles } from "./built-in";
import type { Caller } from "./caller";
import type { Role, RoleMapping } from "./role";
import type { SigV4Options } from "./sig-v4";

/** A user of the plugin's own user store. */
export interface InternalUser {
  password: string | undefined;
  /** Secrets that sign the user in by themselves. */
  tokens: string[];
  backendRoles: string[];
}

/** What the security plugin of one cluster holds. */
export class Security {
  readonly users = new Map<string, InternalUser>();
  readonly roles = new Map<string, Role>(Object.entries(builtInRoles));
  readonly mappings = new Map<string, RoleMapping>(Object.entries(builtInMappings));

  constructor(
    /** Certificates whose subject is among these are an administrator's. */
    readonly adminDns: string[],
    /** The key that every request must be signed with, where Amazon's front door is asked for. */
    readonly sigV4?: SigV4Options,
  ) {}

  /** The names of the roles mapped to a caller; a mapped role need not exist. */
  rolesOf({ name, backendRoles }: Caller): string[] {
    return [...this.mappings]
      .filter(
        ([, { users, backend_roles: backend }]) =>
          users.some((pattern) => glob(pattern).test(name)) ||
          backend.some((role) => backendRoles.includes(role)),
      )
      .map(([role]) => role)
      .sort();
  }

  /** The roles behind names; one that does not exist grants nothing. */
  defined(names: string[]): Role[] {
    return names.map((name) => this.roles.get(name)).filter((role) => role !== undefined);
  }
}
