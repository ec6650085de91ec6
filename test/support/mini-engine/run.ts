// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import { HostError, type Properties } from "../grpc-calls";
import type { ProviderProcess } from "../provider-process";
import type { SavedResource, State } from "./state";

/** A provider as the engine begins a process for it. */
export interface ProviderInstance {
  /** Undefined for the default provider. */
  readonly name: string | undefined;
  readonly settings: Properties;
  /** Which run of the engine it belongs to. */
  readonly run: number;
}

/** Begins a process; every run of the engine begins its own, and one for each provider. */
export type NewProcess = (provider: ProviderInstance) => Promise<ProviderProcess>;

/** What differs from release to release of the engine. */
export interface EngineRules {
  /**
   * What was deleted before its replacement, which then failed, and is replaced once more, is deleted again
   * at the end: seen of Pulumi 3.259, and no more of 3.274.
   */
  readonly deletesTwice: boolean;
}

/** What a run of the engine has done so far, as the names of the resources concerned. */
export class Run {
  readonly steps: string[] = [];
  readonly same = new Set<string>();
  readonly created = new Set<string>();
  readonly updated = new Set<string>();
  readonly replaced = new Set<string>();
  /** Deleted because of what they depend on; those that are declared are created again. */
  readonly deleted = new Set<string>();
  /** The very resources that were deleted so. */
  readonly condemned = new Set<SavedResource>();
  /** Declared, but not to be created, since only others are targeted. */
  readonly skipped = new Set<string>();
  /** Replaced again after they had been deleted, and deleted once more at the end where the engine does so. */
  readonly replacedTwice: SavedResource[] = [];
  /** The first failure of a run that continues all the same. */
  failure: HostError | undefined;
  private readonly processes: {
    readonly name: string | undefined;
    readonly settings: Properties;
    readonly process: Promise<ProviderProcess>;
  }[] = [];

  constructor(
    readonly state: State,
    private readonly newProcess: NewProcess,
    private readonly number: number,
    readonly rules: EngineRules,
  ) {}

  /** The process of a provider, with the settings that it has by now. */
  async processOf(name: string | undefined): Promise<ProviderProcess> {
    const settings = name === undefined ? {} : this.state.providers.get(name);
    // The engine says so where a program without a provider is deployed with `--target`.
    if (settings === undefined) throw new HostError(`there is no provider ${name}`, 2, undefined);
    const known = this.processes.find(
      (one) => one.name === name && isDeepStrictEqual(one.settings, settings),
    );
    if (known !== undefined) return known.process;
    // What is deleted at the same time shares the process.
    const process = Promise.resolve(this.newProcess({ name, settings, run: this.number }));
    this.processes.push({ name, settings, process });
    return process;
  }

  /** Whether something other than a delete was done with it. */
  isOperatedOn(name: string): boolean {
    return this.same.has(name) || this.updated.has(name) || this.replaced.has(name);
  }

  async end(): Promise<void> {
    for (const { process } of this.processes) await (await process).end();
  }
}
