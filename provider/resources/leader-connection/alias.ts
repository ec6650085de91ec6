// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import type { LeaderConnection } from "./resource";

/** A connection, where one may be given by itself or by name. Told by its shape: it may be of another copy of this package. */
export function isConnection(value: unknown): value is LeaderConnection {
  return pulumi.Resource.isInstance(value) && "alias" in value && "seeds" in value;
}

/** The alias, for an input that takes a connection or its name. */
export function aliasOf(
  leader: pulumi.Input<string | undefined> | LeaderConnection,
): pulumi.Input<string | undefined> {
  if (isConnection(leader)) return leader.alias;
  if (!pulumi.Resource.isInstance(leader)) return leader;
  throw new pulumi.RunError(
    "`leaderAlias` takes a LeaderConnection or the name of a connection, not another resource.",
  );
}
