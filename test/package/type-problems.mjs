// SPDX-License-Identifier: Apache-2.0
// What are-the-types-wrong finds in a tarball, as JSON. A process of its own: it is an ES module whose
// dependencies the tests' loader cannot resolve.
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { readFileSync } from "node:fs";

const tarball = readFileSync(process.argv[2]);
const { problems = [{ kind: "no types" }], entrypoints = {} } = await checkPackage(
  createPackageFromTarballData(new Uint8Array(tarball)),
);
console.log(JSON.stringify({ problems, entrypoints: Object.keys(entrypoints) }));
