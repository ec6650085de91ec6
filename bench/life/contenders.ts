// SPDX-License-Identifier: Apache-2.0
import type { Rival } from "../command-line";
import { ours } from "../measured";
import { openTofu } from "../opentofu/build";
import { onOpenTofu } from "../opentofu/contender";
import type { Contender } from "./contender";
import { idleProgram, oursProgram, sampleProgram } from "./programs";
import { onPulumi } from "./pulumi";

/** Ours, and those beside which it is measured; one that can't be had here is said and left out. */
export async function makeContenders(options: {
  readonly size: number;
  readonly beside: readonly Rival[];
  readonly properties: number;
  readonly parallel: number | undefined;
  readonly say: (line: string) => void;
}): Promise<Contender[]> {
  const { size, beside, properties, parallel, say } = options;
  const onEngine = (name: string, program: (url: string) => string): Promise<Contender> =>
    onPulumi(name, program, parallel);
  const makers: Readonly<Record<Rival, () => Promise<Contender>>> = {
    sample: () => onEngine("sample style", (url) => sampleProgram(size, url)),
    idle: () => onEngine(`idle, ${properties} properties`, () => idleProgram(size, properties)),
    idle4: () => onEngine("idle, 4 properties", () => idleProgram(size, 4)),
    tofu: async () => onOpenTofu("OpenTofu with restapi", await openTofu(say), size),
  };
  const made = [await onEngine(ours, () => oursProgram(size))];
  for (const rival of beside) {
    try {
      made.push(await makers[rival]());
    } catch (error) {
      if (rival !== "tofu") throw error;
      say(
        `OpenTofu and the generic REST provider can't be had here, and are left out: ${(error as Error).message}`,
      );
    }
  }
  return made;
}
