// SPDX-License-Identifier: Apache-2.0
import { newStack } from "../../test/support/engine-stack";
import type { Contender, Phase } from "./contender";
import { roomyPair } from "./cluster";

/** The commands, without the previews that a person would be shown first. */
const commands: Readonly<Record<Phase, readonly string[]>> = {
  preview: ["preview"],
  up: ["up", "--yes", "--skip-preview"],
  noop: ["up", "--yes", "--skip-preview"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/** A program on the real CLI with a pair of its own, whose follower's address the program is made with. */
export async function onPulumi(
  name: string,
  program: (url: string) => string,
  parallel?: number,
): Promise<Contender> {
  const pair = await roomyPair();
  const { url, requests } = pair.follower;
  const stack = await newStack({ environment: { OPENSEARCH_URL: url } });
  stack.program(program(url));
  const atATime = parallel === undefined ? [] : [`--parallel=${parallel}`];
  return {
    name,
    providerProcess: "cmd/dynamic-provider",
    async run(phase, onSpawn) {
      const { code, output } = await stack.run([...commands[phase], ...atATime], { onSpawn });
      if (code !== 0) throw new Error(`${name}: pulumi ${phase} ended with ${code}:\n${output}`);
    },
    newRequests: () => requests.splice(0).length,
    stateBytes: () => Buffer.byteLength(stack.stateText()),
    async close() {
      stack.remove();
      await pair.close();
    },
  };
}
