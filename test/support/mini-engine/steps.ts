// SPDX-License-Identifier: Apache-2.0
import { HostError, type Properties } from "../grpc-calls";
import type { Run } from "./run";
import type { SavedResource } from "./state";

/** Something that is done when its turn comes. */
export type Step = () => Promise<void>;

/** A resource as it is to be. */
export type Wanted = Pick<SavedResource, "name" | "inputs" | "options" | "propertyDependencies">;

/** What a create replaces, and whether it comes before the delete of that. */
export interface Replacing {
  readonly old: SavedResource;
  readonly isBefore: boolean;
}

const untouched = {
  initErrors: [],
  pendingReplacement: false,
  isToDelete: false,
  isTainted: false,
};

/** Makes and saves a resource, and what a failure leaves of it. */
export class Steps {
  constructor(
    private readonly run: Run,
    private readonly pendingCreates: Set<string>,
  ) {}

  async create(wanted: Wanted, replacing?: Replacing): Promise<void> {
    const { state, steps } = this.run;
    const { name, inputs } = wanted;
    steps.push(`create ${name}`);
    this.pendingCreates.add(name);
    const saved = (fresh: Pick<SavedResource, "id" | "outputs" | "initErrors">): void => {
      const { old, isBefore = false } = replacing ?? {};
      if (old !== undefined && isBefore) {
        if (!old.pendingReplacement) old.isToDelete = true;
        else if (this.run.rules.deletesTwice) {
          old.isToDelete = true;
          this.run.replacedTwice.push(old);
        }
      }
      const isGone = old?.pendingReplacement === true;
      state.put({ ...untouched, ...wanted, ...fresh }, isGone ? old : undefined);
    };
    const process = await this.run.processOf(wanted.options.provider);
    try {
      const { id, properties: outputs } = await process.create(inputs);
      saved({ id, outputs, initErrors: [] });
      this.pendingCreates.delete(name);
    } catch (error) {
      if (error instanceof HostError) {
        this.pendingCreates.delete(name);
        if (error.init !== undefined) saved(halfDone(error.init));
      }
      throw error;
    }
  }

  /** Of a failed update the old inputs stay. */
  async update(wanted: Wanted, old: SavedResource): Promise<void> {
    const { state, steps } = this.run;
    steps.push(`update ${wanted.name}`);
    const process = await this.run.processOf(wanted.options.provider);
    try {
      const { properties: outputs } = await process.update(old.id, old.outputs, wanted.inputs);
      state.put({ ...untouched, ...wanted, id: old.id, outputs }, old);
    } catch (error) {
      if (error instanceof HostError && error.init !== undefined) {
        const failed = { ...untouched, ...wanted, inputs: old.inputs, ...halfDone(error.init) };
        state.put(failed, old);
      }
      throw error;
    }
  }

  /** Whatever diff does not see is saved. */
  same(wanted: Wanted, old: SavedResource): void {
    this.run.steps.push(`same ${wanted.name}`);
    const { id, outputs } = old;
    this.run.state.put({ ...untouched, ...wanted, id, outputs }, old);
  }

  /** The call goes to the provider that the state names. */
  async delete(old: SavedResource, isReplaced: boolean): Promise<void> {
    this.run.steps.push(`delete ${old.name}`);
    if (old.options.protect === true && !isReplaced && !old.isToDelete)
      throw new HostError(`${old.name} cannot be deleted: protected`, 2, undefined);
    if (old.options.retainOnDelete !== true) {
      const process = await this.run.processOf(old.options.provider);
      await process.delete(old.id, old.outputs);
    }
    if (isReplaced) old.pendingReplacement = true;
    else this.run.state.remove(old);
  }
}

function halfDone(init: {
  id: string;
  properties: Properties;
  reasons: string[];
}): Pick<SavedResource, "id" | "outputs" | "initErrors"> {
  return { id: init.id, outputs: init.properties, initErrors: init.reasons };
}
