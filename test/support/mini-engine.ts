// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { HostError, type Properties } from "./provider-host";
import { ProcessKilled, type ProviderProcess } from "./provider-process";

/** What the engine keeps of a resource. */
export interface SavedResource {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly initErrors: readonly string[];
  /** Deleted already, while the create of its replacement has not succeeded. */
  readonly pendingReplacement: boolean;
}

/** The arguments of each declared resource, by its name. */
export type Program = Readonly<Record<string, Properties>>;

/** How a run of the engine went. */
export interface RunOutcome {
  /** What was done, as `create orders`. */
  readonly steps: readonly string[];
  /** What the CLI would print, and exit with 1. */
  readonly failure: string | undefined;
  readonly wasKilled: boolean;
}

/** The text of resources that do not say otherwise. */
const text = textOf("startedReplication");

/** The text in the state that names a handler. */
export function textOf(handler: string): string {
  return `exports.handler=()=>require("pulumi-opensearch-replication/handlers").${handler}`;
}

/**
 * The engine's rules for the resources of one provider, with a state of its own: the order of the
 * calls, and what is saved when (CLI 3.259.0). Every run begins a new provider process.
 */
export class MiniEngine {
  readonly resources = new Map<string, SavedResource>();
  /** Creates that a killed process left behind; a later `up` creates again, and a destroy knows nothing of them. */
  readonly pendingCreates = new Set<string>();
  private steps: string[] = [];

  constructor(private readonly newProcess: () => Promise<ProviderProcess>) {}

  /** `pulumi up`: registers what the program declares in its order, then deletes what it does not. */
  up(program: Program, options: { refresh?: boolean } = {}): Promise<RunOutcome> {
    return this.run(async (process) => {
      if (options.refresh === true) await this.refreshAll(process);
      for (const [name, args] of Object.entries(program)) await this.register(process, name, args);
      await this.deleteAll(process, (name) => !(name in program));
    });
  }

  /** `pulumi refresh`. */
  refresh(): Promise<RunOutcome> {
    return this.run((process) => this.refreshAll(process));
  }

  /** `pulumi destroy`. */
  destroy(): Promise<RunOutcome> {
    return this.run((process) => this.deleteAll(process, () => true));
  }

  /** The first failure ends a run: nothing more is begun. */
  private async run(work: (process: ProviderProcess) => Promise<void>): Promise<RunOutcome> {
    this.steps = [];
    const process = await this.newProcess();
    try {
      await work(process);
      return { steps: this.steps, failure: undefined, wasKilled: false };
    } catch (error) {
      const wasKilled = error instanceof ProcessKilled;
      if (!wasKilled && !(error instanceof HostError)) throw error;
      return { steps: this.steps, failure: error.message, wasKilled };
    } finally {
      await process.end();
    }
  }

  private async register(process: ProviderProcess, name: string, args: Properties): Promise<void> {
    const urn = `urn:pulumi:test::faults::pulumi-nodejs:dynamic/opensearch:StartedReplication::${name}`;
    const news = { __provider: text, ...args, __urn: urn };
    const old = this.resources.get(name);
    const inputs = await this.check(process, old?.inputs ?? {}, news);
    if (old === undefined) return this.create(process, name, inputs);
    const diff = await process.diff(old.id, old.outputs, inputs);
    const hasChanges =
      diff.changes === "unknown" ? !isDeepStrictEqual(old.inputs, inputs) : diff.changes === "some";
    if (old.pendingReplacement || (hasChanges && diff.replaces.length > 0)) {
      const anew = await this.check(process, {}, news);
      if (!old.pendingReplacement) {
        // The resource's option `deleteBeforeReplace` overrules what diff says.
        await this.delete(process, name, old);
        this.resources.set(name, { ...old, pendingReplacement: true });
      }
      return this.create(process, name, anew);
    }
    // Init errors bring about an update even where diff sees no change.
    if (hasChanges || old.initErrors.length > 0) return this.update(process, name, old, inputs);
    this.steps.push(`same ${name}`);
    this.resources.set(name, { ...old, inputs });
  }

  private async check(
    process: ProviderProcess,
    olds: Properties,
    news: Properties,
  ): Promise<Properties> {
    const { inputs, failures } = await process.check(olds, news);
    if (failures.length === 0) return inputs;
    const said = failures.map(({ property, reason }) => `${property} ${reason}`).join("; ");
    throw new HostError(`check: ${said}`, 2, undefined);
  }

  private async create(process: ProviderProcess, name: string, inputs: Properties): Promise<void> {
    this.steps.push(`create ${name}`);
    this.pendingCreates.add(name);
    await this.saving(name, inputs, inputs, async () => process.create(inputs));
    this.pendingCreates.delete(name);
  }

  private async update(
    process: ProviderProcess,
    name: string,
    old: SavedResource,
    inputs: Properties,
  ): Promise<void> {
    this.steps.push(`update ${name}`);
    await this.saving(name, inputs, old.inputs, async () => {
      const { properties } = await process.update(old.id, old.outputs, inputs);
      return { id: old.id, properties };
    });
  }

  /** A half-done job is saved with its properties; of a failed update the old inputs stay. */
  private async saving(
    name: string,
    inputs: Properties,
    inputsOnInitError: Properties,
    work: () => Promise<{ id: string; properties: Properties }>,
  ): Promise<void> {
    const saved = { initErrors: [], pendingReplacement: false };
    try {
      const { id, properties } = await work();
      this.resources.set(name, { ...saved, id, inputs, outputs: properties });
    } catch (error) {
      if (error instanceof HostError) {
        this.pendingCreates.delete(name);
        if (error.init !== undefined) {
          const { id, properties: outputs, reasons: initErrors } = error.init;
          const kept = { id, inputs: inputsOnInitError, outputs, initErrors };
          this.resources.set(name, { ...saved, ...kept });
        }
      }
      throw error;
    }
  }

  private async delete(process: ProviderProcess, name: string, old: SavedResource): Promise<void> {
    this.steps.push(`delete ${name}`);
    await process.delete(old.id, old.outputs);
  }

  private async deleteAll(
    process: ProviderProcess,
    isWanted: (name: string) => boolean,
  ): Promise<void> {
    // What was declared later may depend on what was declared before it.
    for (const [name, old] of [...this.resources].reverse().filter(([name]) => isWanted(name))) {
      // What is pending replacement has been deleted: it is only removed from the state.
      if (!old.pendingReplacement) await this.delete(process, name, old);
      this.resources.delete(name);
    }
  }

  private async refreshAll(process: ProviderProcess): Promise<void> {
    for (const [name, old] of [...this.resources]) {
      if (old.pendingReplacement) continue;
      this.steps.push(`refresh ${name}`);
      const { id, properties, inputs } = await process.read(old.id, old.outputs);
      if (id === "") {
        this.resources.delete(name);
        continue;
      }
      const kept = Object.keys(inputs).length === 0 ? old.inputs : inputs;
      // A refresh clears the init errors, and writes the state whatever the diff says.
      this.resources.set(name, {
        id,
        inputs: kept,
        outputs: properties,
        initErrors: [],
        pendingReplacement: false,
      });
      await process.diff(id, properties, old.inputs);
    }
  }
}
