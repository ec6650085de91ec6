// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "../cluster/cluster";
import { Refusal } from "../http/refusal";
import { callerText, type Caller } from "./caller";
import { isGranted, isRestricted } from "./permissions";
import type { Security } from "./security";

/** 403 in the form the security plugin, and the replication plugin on its behalf, give it. */
export const forbidden = (reason: string) => new Refusal(403, "security_exception", reason);

const check = (
  security: Security,
  caller: Caller,
  roleNames: string[],
  action: string,
  index: string | undefined,
): void => {
  const roles = security.defined(roleNames);
  const wanted = { action, index, user: caller.name };
  if (!isGranted(roles, wanted))
    throw forbidden(`no permissions for [${action}] and ${callerText(caller)}`);
  if (action.includes("plugins/replication") && isRestricted(roles, wanted))
    throw forbidden(
      "Cross Cluster Replication is not supported when FLS or DLS or Fieldmasking is activated",
    );
};

/** Refuses what no role of the caller allows. */
export const permit = (
  { security }: Cluster,
  caller: Caller | undefined,
  action: string,
  index: string | undefined,
): void => {
  if (security === undefined || caller === undefined || caller.isAdmin) return;
  check(security, caller, security.rolesOf(caller), action, index);
};

/** Refuses what one role alone does not allow, and a role that the caller does not have. */
export const permitAs = (
  { security }: Cluster,
  caller: Caller,
  role: string,
  action: string,
  index: string,
): void => {
  if (security === undefined || caller.isAdmin) return;
  // A role that does not exist can't be told from one that is not mapped.
  if (!security.rolesOf(caller).includes(role))
    throw forbidden(`No mapping for ${callerText(caller)} on roles [${role}]`);
  check(security, caller, [role], action, index);
};

/** Whether a role allows what the replication plugin does in its name, whoever it is mapped to. */
export const roleGrants = (
  { security }: Cluster,
  role: string,
  action: string,
  index: string,
): boolean =>
  security === undefined ||
  isGranted(security.defined([role]), { action, index, user: "ccr_user" });
