// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../grpc-calls";
import type { ResourceOptions } from "./program";

/** What the engine keeps of a resource. */
export interface SavedResource {
  readonly name: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly initErrors: readonly string[];
  readonly options: ResourceOptions;
  /** The resources that each input depends on. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** Deleted already, while the create of its replacement has not succeeded. */
  pendingReplacement: boolean;
  /** Replaced already, and still to be deleted. */
  isToDelete: boolean;
  /** To be replaced by the next `up`. */
  isTainted: boolean;
}

/** The names of all that a resource depends on. */
export function dependenciesOf(resource: SavedResource): Set<string> {
  const { options, propertyDependencies } = resource;
  return new Set([...(options.dependsOn ?? []), ...Object.values(propertyDependencies).flat()]);
}

/** Those of `names`, and all that they depend on in the state, if only through another. */
export function withDependencies(
  all: readonly SavedResource[],
  names: readonly string[],
): Set<string> {
  const found = new Set(names);
  for (const one of [...all].reverse())
    if (found.has(one.name)) for (const name of dependenciesOf(one)) found.add(name);
  return found;
}

/** The resources in the order in which they depend on each other: what was done in this run, then what was there before. */
export class State {
  private base: SavedResource[] = [];
  private fresh: SavedResource[] = [];
  /** The settings of the providers. */
  readonly providers = new Map<string, Properties>();

  /** A run begins with what the last one left. */
  begin(): void {
    this.base = this.all();
    this.fresh = [];
  }

  all(): SavedResource[] {
    return [...this.fresh, ...this.base];
  }

  /** What is left of what was there when the run began. */
  before(): readonly SavedResource[] {
    return this.base;
  }

  /** The one of that name that is not only waiting for its deletion. */
  get(name: string): SavedResource | undefined {
    return this.all().find((one) => one.name === name && !one.isToDelete);
  }

  /** Of those, the one that this run has not touched. */
  old(name: string): SavedResource | undefined {
    return this.base.find((one) => one.name === name && !one.isToDelete);
  }

  /** What this run has left of it by now: what a program has heard of. */
  done(name: string): SavedResource | undefined {
    return this.fresh.find((one) => one.name === name && !one.isToDelete);
  }

  /** What a step leaves in place of `old`. */
  put(fresh: SavedResource, old?: SavedResource): void {
    if (old !== undefined) this.remove(old);
    this.fresh.push(fresh);
  }

  /** What a refresh leaves in place of `old`. */
  refreshed(old: SavedResource, by: SavedResource | undefined): void {
    this.base.splice(this.base.indexOf(old), 1, ...(by === undefined ? [] : [by]));
  }

  remove(resource: SavedResource): void {
    this.base = this.base.filter((one) => one !== resource);
    this.fresh = this.fresh.filter((one) => one !== resource);
  }

  /** Nothing is protected any more. */
  unprotect(): void {
    this.base = this.all().map((one) => ({ ...one, options: { ...one.options, protect: false } }));
    this.fresh = [];
  }

  /** The resources as they are, to be put back later. */
  backup(): () => void {
    const all = this.all().map((one) => ({ ...one }));
    return () => {
      this.base = all;
      this.fresh = [];
    };
  }
}
