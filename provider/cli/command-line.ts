// SPDX-License-Identifier: Apache-2.0
import { parseArgs, type ParseArgsConfig } from "node:util";
import { type SettingName, settingNames, settings } from "../opensearch/settings/table";
import { gatherSettings, given } from "../opensearch/settings/precedence";
import type { RawSettings } from "../opensearch/settings/table";

/** A command line that cannot be understood; the text says why. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The settings of one cluster, and what of them the command line gives. */
export interface Target {
  /** What the user calls it; empty without `--site`. */
  readonly site: string;
  readonly raw: RawSettings;
  readonly configured: RawSettings;
}

export interface CommandLine {
  readonly command: "status" | "generate" | "help" | "version";
  readonly targets: readonly Target[];
  /** Names after the command. */
  readonly names: readonly string[];
  readonly options: Options;
}

const own = {
  site: { type: "string", multiple: true },
  json: { type: "boolean" },
  prometheus: { type: "boolean" },
  watch: { type: "boolean" },
  interval: { type: "string" },
  stack: { type: "boolean" },
  "max-lag": { type: "string" },
  "max-lag-seconds": { type: "string" },
  "timestamp-field": { type: "string" },
  out: { type: "string" },
  name: { type: "string" },
  language: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const satisfies ParseArgsConfig["options"];

export interface Options {
  readonly json: boolean;
  readonly prometheus: boolean;
  readonly watch: boolean;
  readonly stack: boolean;
  /** Milliseconds between two looks. */
  readonly interval: number;
  readonly maxLag: number;
  readonly maxLagSeconds: number;
  readonly timestampField: string | undefined;
  readonly out: string;
  readonly name: string | undefined;
  readonly language: string;
}

/** `caCert` is `--ca-cert`. */
export function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What only a provider does something with. */
const ofProvider: readonly SettingName[] = [
  "leaderAlias",
  "onClusterChange",
  "startsInFlight",
  "whenUnreachable",
];
const cliSettings = settingNames.filter((name) => !ofProvider.includes(name));

const settingFlags = Object.fromEntries(
  cliSettings.map((name) => [flagOf(name), { type: "string" }]),
) as Record<string, { type: "string" }>;

/** Reads the arguments after the program's name, and the environment. Throws a {@link UsageError}. */
export function readCommandLine(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): CommandLine {
  const { values, positionals } = parsed(args);
  const [command = "help", ...names] = positionals;
  const isHelp = values.help === true || command === "help";
  if (values.version === true) return { ...blank, command: "version" };
  if (isHelp) return { ...blank, command: "help" };
  if (command !== "status" && command !== "generate")
    throw new UsageError(`There is no command "${command}": it is status or generate.`);
  const flags = values as Readonly<Record<string, unknown>>;
  const valueOf = (name: SettingName): string | undefined => {
    const value = flags[flagOf(name)];
    return typeof value === "string" ? value : undefined;
  };
  const configured = given(valueOf);
  const target = (site: string, url?: string): Target => {
    const named = url === undefined ? configured : { ...configured, url };
    const raw = gatherSettings((name) => named[name], environment);
    return { site, raw, configured: named };
  };
  const sites = (values.site ?? []).map((site) => {
    const [, name, url] = /^([^=]+)=(.+)$/s.exec(site) ?? [];
    if (name === undefined) throw new UsageError("--site must be a name and a URL: eu=https://…");
    return target(name, url);
  });
  const twice = sites.find(({ site }, at) => sites.findIndex((one) => one.site === site) !== at);
  if (twice !== undefined) throw new UsageError(`--site names "${twice.site}" twice.`);
  const targets = sites.length === 0 ? [target("")] : sites;
  const options = optionsOf(values);
  if (options.json && options.prometheus)
    throw new UsageError("--json and --prometheus cannot both be printed.");
  return { command, targets, names, options };
}

type Values = ReturnType<typeof parsed>["values"];

function parsed(args: readonly string[]) {
  try {
    const options = { ...settingFlags, ...own };
    return parseArgs({ args: [...args], options: options, allowPositionals: true });
  } catch (error) {
    // Node.js quotes the option, and no value.
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function optionsOf(values: Values): Options {
  const number = (flag: "max-lag" | "max-lag-seconds" | "interval", fallback: number): number => {
    const text = values[flag];
    if (text === undefined) return fallback;
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value) || value < 0)
      throw new UsageError(`--${flag} must be a number, not below 0`);
    return value;
  };
  return {
    json: values.json === true,
    prometheus: values.prometheus === true,
    watch: values.watch === true,
    stack: values.stack === true,
    interval: Math.max(200, number("interval", 2) * 1_000),
    maxLag: number("max-lag", Infinity),
    maxLagSeconds: number("max-lag-seconds", Infinity),
    timestampField: values["timestamp-field"],
    out: values.out ?? "infra",
    name: values.name,
    language: values.language ?? "typescript",
  };
}

const blank = { targets: [], names: [], options: optionsOf({}) } as const;

/** The flags of the settings with their variables, as the help lists them. */
export const settingLines = cliSettings.map(
  (name) => `  --${flagOf(name).padEnd(30)} ${settings[name].variable}`,
);
