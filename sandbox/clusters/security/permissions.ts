// SPDX-License-Identifier: Apache-2.0
import { glob } from "../cluster/glob";
import { spelledOut } from "./action-groups";
import type { IndexPermission, Role } from "./role";

/** What somebody wants to do. */
export interface Wanted {
  action: string;
  /** The index it is done to, or a pattern; undefined for all of them. */
  index: string | undefined;
  /** The name that `${user_name}` in an index pattern stands for. */
  user: string;
}

const matches = (patterns: string[], text: string): boolean =>
  patterns.some((pattern) => glob(pattern).test(text));

const covers = ({ index_patterns: patterns }: IndexPermission, { index = "*", user }: Wanted) =>
  matches(
    patterns.map((pattern) => pattern.replaceAll("${user_name}", user)),
    index,
  );

/** Actions on the cluster as a whole; every other is done to indexes. */
const isClusterAction = (action: string): boolean =>
  action.startsWith("cluster:") || action.startsWith("indices:admin/index_template/");

/** Whether any of the roles allows it. */
export const isGranted = (roles: Role[], wanted: Wanted): boolean =>
  roles.some(({ cluster_permissions: cluster = [], index_permissions: indexes = [] }) =>
    isClusterAction(wanted.action)
      ? matches(spelledOut(cluster), wanted.action)
      : indexes.some(
          (permission) =>
            covers(permission, wanted) &&
            matches(spelledOut(permission.allowed_actions), wanted.action),
        ),
  );

/** Whether any of the roles hides documents or fields of the index, or masks them. */
export const isRestricted = (roles: Role[], wanted: Wanted): boolean =>
  roles
    .flatMap(({ index_permissions: indexes = [] }) => indexes)
    .some(
      (permission) =>
        covers(permission, wanted) &&
        [permission.dls, permission.fls, permission.masked_fields].some(
          (restriction) => restriction !== undefined && restriction.length > 0,
        ),
    );
