// SPDX-License-Identifier: Apache-2.0
import { matches } from "../../opensearch/text/pattern";

/** Whether an index is among those that the command line names; without names, each is. */
export function isNamed(index: string, names: readonly string[]): boolean {
  return names.length === 0 || names.some((name) => matches(name, index));
}
