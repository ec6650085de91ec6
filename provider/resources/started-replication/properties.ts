// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../../pulumi/handler-boundary";
import { PartialFailure } from "../../pulumi/partial-failure";
import { withoutHidden } from "./check";
import type { Progressed } from "./finish";
import { stateNames } from "./outputs";
import { defaults, type ReplicationInputs } from "./schema";
import type { Recorded } from "./update";

/** The inputs among the properties, with the defaults of those that an older state lacks. */
export function inputsOf(props: Properties): ReplicationInputs {
  const inputs = Object.fromEntries(
    Object.entries(withoutHidden(props)).filter(([name]) => !stateNames.has(name)),
  );
  return { ...defaults, ...inputs } as unknown as ReplicationInputs;
}

/** What the state says of the replication. */
export function recordedOf(props: Properties): Recorded {
  const { clusterUuid } = props;
  return {
    clusterUuid: typeof clusterUuid === "string" ? clusterUuid : "",
    acknowledged: props["acknowledged"] === true,
    status: typeof props["status"] === "string" ? props["status"] : "",
    settings: inputsOf(props).settings,
    leftovers: Array.isArray(props["__leftovers"]) ? props["__leftovers"].map(String) : [],
  };
}

/** The resource's URN, which the resource class puts among the inputs. */
export function urnOf(props: Properties): string | undefined {
  return typeof props["__urn"] === "string" ? props["__urn"] : undefined;
}

/** The names that the SDK and we hide from people, such as `__provider` and `__urn`. */
export function hiddenOf(props: Properties): Properties {
  const isOurs = (name: string): boolean => name.startsWith("__") && name !== "__leftovers";
  return Object.fromEntries(Object.entries(props).filter(([name]) => isOurs(name)));
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
