// SPDX-License-Identifier: Apache-2.0
import { getEngine } from "./index";

getEngine().then(
  ({ directory, version, origin }) => {
    console.log(`directory: ${directory}\nversion:   ${version}\norigin:    ${origin}`);
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
