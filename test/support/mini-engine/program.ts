// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../grpc-calls";

/** The arguments of each declared resource, by its name; an {@link OutputOf} is what another one puts out. */
export type Program = Readonly<Record<string, Properties>>;

/** The options of a resource. */
export interface ResourceOptions {
  /** The name of a provider of its own; without one, the default provider of all is taken. */
  readonly provider?: string;
  readonly dependsOn?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  readonly retainOnDelete?: boolean;
  readonly protect?: boolean;
  /** Another value than before replaces the resource. */
  readonly replacementTrigger?: string;
  /** Names of inputs, or `*`. */
  readonly replaceOnChanges?: readonly string[];
  /** Names of inputs. */
  readonly ignoreChanges?: readonly string[];
}

/** A resource as the program sees it: what another one puts out is left out until that is there. */
export interface InProgram {
  readonly run: number;
  readonly name: string;
  readonly urn: string;
  readonly provider: string | undefined;
  readonly args: Properties;
}

/** What else an `up` is told. */
export interface UpOptions {
  readonly options?: Readonly<Record<string, ResourceOptions>>;
  /** The settings of each provider that the program declares, by its name. */
  readonly providers?: Readonly<Record<string, Properties>>;
  readonly refresh?: boolean;
  /** `--target`. */
  readonly targets?: readonly string[] | undefined;
  /** `--exclude`. */
  readonly excludes?: readonly string[] | undefined;
  /** `--continue-on-error`. */
  readonly continuesOnError?: boolean;
  /** `--replace`; `--target-replace` is that and `--target` in one. */
  readonly replaces?: readonly string[];
  /**
   * Whether whatever does not wait for another resource is checked before anything is done. On a real
   * engine either may happen: the program registers all at once, and steps take their time.
   */
  readonly areChecksFirst?: boolean;
}

/** What another resource puts out; makes the input depend on it. */
export class OutputOf {
  constructor(
    readonly resource: string,
    readonly output: string,
    /** A property of what is put out. */
    readonly property?: string,
  ) {}
}

/** The text in the state that names a handler. */
export function textOf(handler: string): string {
  return `exports.handler=()=>require("pulumi-opensearch-replication/handlers").${handler}`;
}

/** The text of resources that do not say otherwise. */
export const plainText = textOf("startedReplication");

/** The URN of a resource, of the type that its text belongs to. */
export function urnOf(name: string, text: unknown): string {
  const handler = /\.(\w+)$/.exec(String(text))?.[1] ?? "";
  const type = `${handler.charAt(0).toUpperCase()}${handler.slice(1)}`;
  return `urn:pulumi:test::faults::pulumi-nodejs:dynamic/opensearch:${type}::${name}`;
}

/** The resources that an argument depends on. */
export function namesIn(value: unknown): string[] {
  if (value instanceof OutputOf) return [value.resource];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(namesIn) : [];
}

/** What an output is, among the outputs of its resource. */
export function valueOf({ output, property }: OutputOf, outputs: Properties | undefined): unknown {
  const value = outputs?.[output];
  return property === undefined ? value : (value as Properties | undefined)?.[property];
}

/** A resource with what its program knows by now. */
export function inProgram(
  run: number,
  name: string,
  args: Properties,
  provider: string | undefined,
  outputsOf: (resource: string) => Properties | undefined,
): InProgram {
  const lookUp = (one: OutputOf): unknown => valueOf(one, outputsOf(one.resource));
  const known = resolved(args, lookUp) as Properties;
  return { run, name, urn: urnOf(name, args["__provider"] ?? plainText), provider, args: known };
}

/** An argument with the outputs in it looked up. */
export function resolved(value: unknown, lookUp: (output: OutputOf) => unknown): unknown {
  if (value instanceof OutputOf) return lookUp(value);
  if (Array.isArray(value)) return value.map((item) => resolved(item, lookUp));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, resolved(item, lookUp)]);
  // The SDK sends nothing of what is undefined.
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}
