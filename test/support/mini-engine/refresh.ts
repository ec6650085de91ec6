// SPDX-License-Identifier: Apache-2.0
import type { Run } from "./run";

/** Reads whatever is in the state, and what is still to be deleted, too. */
export async function refreshAll(run: Run, targets: readonly string[] | undefined): Promise<void> {
  for (const old of [...run.state.before()]) {
    if (old.pendingReplacement || targets?.includes(old.name) === false) continue;
    run.steps.push(`refresh ${old.name}`);
    const process = await run.processOf(old.options.provider);
    const { id, properties: outputs, inputs } = await process.read(old.id, old.outputs);
    if (id === "") {
      run.state.refreshed(old, undefined);
      continue;
    }
    const kept = Object.keys(inputs).length === 0 ? old.inputs : inputs;
    // A refresh clears the init errors, and writes the state whatever the diff says.
    run.state.refreshed(old, { ...old, id, inputs: kept, outputs, initErrors: [] });
    await process.diff(id, outputs, old.inputs);
  }
}
