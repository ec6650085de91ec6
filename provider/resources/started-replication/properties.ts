// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../../pulumi/handler-boundary";
import { PartialFailure } from "../../pulumi/partial-failure";
import { clusterUuidOf, hiddenOf as allHidden, inputsIn } from "../common/properties";
import type { Progressed } from "./finish";
import { stateNames } from "./outputs";
import { defaults, type ReplicationInputs } from "./schema";
import type { Recorded } from "./update";

/** The inputs among the properties, with the defaults of those that an older state lacks. */
export function inputsOf(props: Properties): ReplicationInputs {
  return inputsIn(props, stateNames, defaults) as unknown as ReplicationInputs;
}

/** What the state says of the replication. */
export function recordedOf(props: Properties): Recorded {
  return {
    clusterUuid: clusterUuidOf(props),
    acknowledged: props["acknowledged"] === true,
    status: typeof props["status"] === "string" ? props["status"] : "",
    settings: inputsOf(props).settings,
    leftovers: Array.isArray(props["__leftovers"]) ? props["__leftovers"].map(String) : [],
  };
}

/** The properties that people do not see, but for what is recorded of a half-done job. */
export function hiddenOf(props: Properties): Properties {
  const entries = Object.entries(allHidden(props));
  return Object.fromEntries(entries.filter(([name]) => name !== "__leftovers"));
}

/** The outputs; throws the partial failure of a job that is only half done. */
export function outputsOf(progressed: Progressed, news: Properties): Properties {
  const inputs = inputsOf(news);
  const outs = { ...inputs, ...hiddenOf(news), ...progressed.state };
  if (progressed.kind === "done") return outs;
  const { error, settings, leftovers } = progressed;
  const __leftovers = leftovers.length === 0 ? undefined : leftovers;
  const properties = { ...outs, settings, __leftovers };
  throw new PartialFailure(error.message, inputs.index, properties, { cause: error });
}
