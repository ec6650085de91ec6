// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../../pulumi/handler-boundary";
import { withDefaults, withoutHidden } from "../common/properties";
import { validator, type Violation } from "../common/validator";
import { defaults, inputSchema } from "./schema";

const violations = validator(inputSchema);

/** Fills in defaults and names every mistake that can be seen without the cluster. */
export function checkGate(
  news: Properties,
  isUnknown: (value: unknown) => boolean,
): { readonly inputs: Properties; readonly failures: Violation[] } {
  const inputs = withDefaults(news, defaults);
  return { inputs, failures: violations(withoutHidden(inputs), isUnknown) };
}
