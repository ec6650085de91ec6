// SPDX-License-Identifier: Apache-2.0
import type { Role } from "./role";
import { mapUsers, putUser, type UserOptions } from "./options";
import type { Security } from "./security";

/** The security plugin of one cluster as a test changes it while the cluster runs. */
export class SecurityDesk {
  constructor(
    private readonly security: Security,
    /** Brings the clusters up to the present, so that a change counts from this moment. */
    private readonly settle: () => void,
  ) {}

  /** Adds a user, or replaces one. Roles it has already stay mapped to it. */
  setUser(name: string, options: UserOptions): void {
    this.change(() => putUser(this.security, name, options));
  }

  /** Removes a user; what is mapped to its name stays mapped. */
  removeUser(name: string): void {
    this.change(() => this.security.users.delete(name));
  }

  /** Adds a role, or replaces one. */
  setRole(name: string, role: Role): void {
    this.change(() => this.security.roles.set(name, role));
  }

  /** Removes a role; it stays mapped and grants nothing. */
  removeRole(name: string): void {
    this.change(() => this.security.roles.delete(name));
  }

  /** Gives a role to users, besides those who have it. */
  mapRole(name: string, users: string[]): void {
    this.change(() => mapUsers(this.security, name, users));
  }

  /** Takes a role from everybody. */
  unmapRole(name: string): void {
    this.change(() => this.security.mappings.delete(name));
  }

  /** Takes an action, word for word, out of everything that a role allows. */
  revoke(name: string, action: string): void {
    const role = this.security.roles.get(name);
    if (role === undefined) throw new Error(`there is no role ${name}`);
    const { cluster_permissions: cluster = [], index_permissions: indexes = [] } = role;
    const without = (actions: string[]) => actions.filter((allowed) => allowed !== action);
    this.setRole(name, {
      cluster_permissions: without(cluster),
      index_permissions: indexes.map((permission) => ({
        ...permission,
        allowed_actions: without(permission.allowed_actions),
      })),
    });
  }

  /** The `Authorization` header with which a user of this cluster signs in by password. */
  authorization(name: string): string {
    const password = this.security.users.get(name)?.password;
    if (password === undefined) throw new Error(`${name} is no user with a password`);
    return `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;
  }

  private change(change: () => void): void {
    this.settle();
    change();
    this.settle();
  }
}
