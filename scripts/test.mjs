// SPDX-License-Identifier: Apache-2.0
// `npm test` runs everything, `npm test -- FILE…` those files; `--quick` leaves out what takes minutes.
import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

const given = process.argv.slice(2);
const isQuick = given.includes("--quick");
const options = given.filter((one) => one !== "--quick");
const files = options.filter((one) => /\.test\.ts$|^test\//.test(one));
const slow = [
  "test/engine/**",
  "test/faults/**",
  "test/people/**",
  "test/house/house-rules.test.ts",
];
// The engine's processes wait for one another now and then, so there is room for one more than cores.
const jobs = options.some((one) => one.startsWith("--jobs"))
  ? []
  : [`--jobs=${availableParallelism() + 1}`];
const mocha = [
  ...jobs,
  ...(files.length > 0 ? [] : ["test/**/*.test.ts"]),
  ...(isQuick ? slow.map((pattern) => `--ignore=${pattern}`) : []),
  ...options,
];
// Files run side by side, and two that need the engine would build it twice on a new machine.
if (files.length === 0 && !isQuick)
  spawnSync("tsx", ["sandbox/pulumi/main.ts"], { stdio: "inherit" });
const { status } = spawnSync("mocha", mocha, { stdio: "inherit" });
process.exit(status ?? 1);
