// SPDX-License-Identifier: Apache-2.0
import type { ResourceOptions } from "../../support/mini-engine";
import type { Thing } from "./recorder";

/** A resource of the recorder in a program. */
export interface DeclaredThing extends Omit<Thing, "name">, ResourceOptions {
  /** The thing whose output is its `key`. */
  readonly keyOf?: string;
}

/** What a program declares, in its order. */
export interface OrderProgram {
  readonly providers?: readonly string[];
  readonly things: Readonly<Record<string, DeclaredThing>>;
}

/** A command of the CLI. */
export interface Command {
  readonly kind: "up" | "refresh" | "destroy" | "taint";
  /** Of an `up`, and of all that follow. */
  readonly program?: OrderProgram;
  readonly fails?: true;
  readonly refresh?: true;
  readonly targets?: readonly string[];
  readonly excludes?: readonly string[];
  /** `--target-replace`. */
  readonly targetReplaces?: readonly string[];
  /** `--replace`. */
  readonly replaces?: readonly string[];
  /** What is to be tainted. */
  readonly name?: string;
}

const optionNames = [
  "provider",
  "dependsOn",
  "deleteBeforeReplace",
  "retainOnDelete",
  "replaceOnChanges",
  "ignoreChanges",
] as const;

/** What of a declaration is for the engine, and what for the provider. */
export function parted(thing: DeclaredThing): {
  options: ResourceOptions;
  args: Record<string, unknown>;
} {
  const isOption = (name: string): boolean => optionNames.some((option) => option === name);
  const entries = Object.entries(thing).filter(([name]) => name !== "keyOf");
  return {
    options: Object.fromEntries(entries.filter(([name]) => isOption(name))),
    args: Object.fromEntries(entries.filter(([name]) => !isOption(name))),
  };
}
