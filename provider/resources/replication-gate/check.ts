// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../common/handler";
import { withDefaults } from "../common/properties";
import type { CheckFound } from "../common/resource-kind";
import { validator } from "../common/validator";
import { defaults, inputSchema } from "./schema";

const violations = validator(inputSchema);

/** Fills in defaults and names every mistake that can be seen without the cluster. */
export function checkGate(news: Properties, isUnknown: (value: unknown) => boolean): CheckFound {
  const inputs = withDefaults(news, defaults);
  return { inputs, failures: violations(inputs, isUnknown) };
}
