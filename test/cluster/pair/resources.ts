// SPDX-License-Identifier: Apache-2.0
import { providerText } from "../../../provider/pulumi/one-line-provider";
import type { Properties } from "../../support/grpc-calls";

/** A `LeaderConnection` of a program. */
export function connection(args: Properties): Properties {
  return { __provider: providerText("leaderConnection"), ...args };
}

/** An `AutoFollowRule` of a program. */
export function rule(args: Properties): Properties {
  return { __provider: providerText("autoFollowRule"), ...args };
}

/** A `ReplicationGate` of a program. */
export function gate(indexes: readonly string[], args: Properties = {}): Properties {
  const replications = indexes.map((index) => ({ index }));
  return { __provider: providerText("replicationGate"), replications, ...args };
}
