// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../../pulumi/handler-boundary";
import { PartialFailure } from "../../pulumi/partial-failure";
import { clusterUuidOf, hiddenOf, inputsIn, isUnfinished, unfinished } from "../common/properties";
import type { Progressed } from "./finish";
import { type ReplicationState, stateNames } from "./outputs";
import { defaults, type ReplicationInputs } from "./schema";
import type { Recorded } from "./update";

/** The inputs among the properties, with the defaults of those that an older state lacks. */
export function inputsOf(props: Properties): ReplicationInputs {
  return inputsIn(props, stateNames, defaults) as unknown as ReplicationInputs;
}

/** What the state says of the replication. */
export function recordedOf(props: Properties): Recorded {
  const text = (name: keyof ReplicationState): string => {
    const value = props[name];
    return typeof value === "string" ? value : "";
  };
  const { paused, settings } = inputsOf(props);
  return {
    ...{ paused, settings },
    acknowledged: props["acknowledged"] === true,
    status: text("status"),
    reason: text("reason"),
    clusterUuid: clusterUuidOf(props),
    startedAt: text("startedAt"),
    isUnfinished: isUnfinished(props),
  };
}

/** The outputs; throws the partial failure of a job that is only half done. */
export function outputsOf(progressed: Progressed, news: Properties): Properties {
  const inputs = inputsOf(news);
  const outs = { ...inputs, ...hiddenOf(news), ...progressed.state };
  if (progressed.kind === "done") return outs;
  const { error, settings } = progressed;
  const properties = { ...outs, settings, ...unfinished };
  throw new PartialFailure(error.message, inputs.index, properties, { cause: error });
}
