// SPDX-License-Identifier: Apache-2.0
import { adoptions } from "./scenarios/adopt";
import { creations } from "./scenarios/create";
import { destructions } from "./scenarios/destroy";
import { overwrites } from "./scenarios/overwrite";
import { refreshes } from "./scenarios/refresh";
import { replacements } from "./scenarios/replace";
import { updates } from "./scenarios/update";
import type { Scenario } from "./scenario";

/** Every row of the matrix. */
export const scenarios: readonly Scenario[] = [
  ...creations,
  ...adoptions,
  ...overwrites,
  ...updates,
  ...replacements,
  ...refreshes,
  ...destructions,
];
