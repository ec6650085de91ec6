// SPDX-License-Identifier: Apache-2.0

/** What a role may do with the indexes that its patterns match. */
export interface IndexPermission {
  index_patterns: string[];
  /** Names of actions, with stars, or of action groups. */
  allowed_actions: string[];
  /** Security of documents and fields, and masking: replication refuses whoever is under them. */
  dls?: string;
  fls?: string[];
  masked_fields?: string[];
}

/** A role, with the field names of the security plugin's API. */
export interface Role {
  cluster_permissions?: string[];
  index_permissions?: IndexPermission[];
}

/** Who has a role. */
export interface RoleMapping {
  /** Names of users, with stars. */
  users: string[];
  backend_roles: string[];
}
