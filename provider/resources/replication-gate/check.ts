// SPDX-License-Identifier: Apache-2.0
import type { Checked, Properties } from "../common/handler";
import { withDefaults } from "../common/properties";
import { validator } from "../common/validator";
import { defaults, inputSchema } from "./schema";

const violations = validator(inputSchema);

/** Fills in defaults and names every mistake that can be seen without the cluster. */
export function checkGate(
  news: Properties,
  isUnknown: (value: unknown) => boolean,
): Checked<Properties> {
  const inputs = withDefaults(news, defaults);
  return { inputs, failures: violations(inputs, isUnknown) };
}
