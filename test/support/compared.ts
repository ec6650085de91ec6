// SPDX-License-Identifier: Apache-2.0
import { type Comparison, compare } from "../../provider/lifecycle/comparison";
import type { Properties } from "../../provider/lifecycle/saved";
import type { InputSchema } from "../../provider/lifecycle/inputs/validator";

/** Properties of the state beside those that are wanted, nothing remembered of either. */
export function compared(schema: InputSchema, olds: Properties, news: Properties): Comparison {
  return compare(schema, { properties: olds, memory: {} }, { properties: news, memory: {} });
}
