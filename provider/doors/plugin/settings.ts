// SPDX-License-Identifier: Apache-2.0
import {
  earlyProblems,
  misspeltIn,
  unknownSetting,
} from "../../opensearch/settings/early-problems";
import { type Setting, type SettingName, settings } from "../../opensearch/settings/table";
import { isUnknown, plain, secret } from "./values";
import type { Message } from "./wire/codec";
import type { Properties } from "./wire/struct";

/** What the engine and its programs keep beside the settings of a provider. */
const isOthers = (name: string): boolean =>
  name.startsWith("__") || name === "version" || name === "pluginDownloadURL";

const table: Readonly<Record<string, Setting>> = settings;

/** The settings as texts; lists become JSON, since a comma may be part of a password. */
export function textsOf(args: Properties): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(args).flatMap(([name, value]) => {
      const text = plain(value);
      return isOthers(name) || isUnknown(text) ? [] : [[name, asText(text)]];
    }),
  );
}

/** What was given and holds nothing is an empty text, which is refused. */
function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What a check of a provider's settings says. */
export interface CheckedSettings {
  readonly inputs: Properties;
  readonly failures: readonly Message<"CheckFailure">[];
  /** What may be misspelt, where others may use the name. */
  readonly hints: readonly string[];
}

/**
 * Checks settings before anything is called. What comes from resources that do not exist yet is no problem
 * yet. Names in the stack's configuration may be another program's.
 */
export function checkSettings(urn: string, news: Properties): CheckedSettings {
  const texts = textsOf(news);
  const names = Object.keys(news).filter((name) => !isOthers(name));
  const pending = new Set(names.filter((name) => !(name in texts)));
  const isOfStack = /::default(_[^:]*)?$/.test(urn);
  const unknown = isOfStack ? [] : names.flatMap((name) => unknownSetting(name) ?? []);
  const problems = [...unknown, ...earlyProblems(texts, pending)];
  return {
    inputs: Object.fromEntries(
      Object.entries(news).map(([name, value]) => [
        name,
        mayBeSecret(name, value) ? secret(value) : value,
      ]),
    ),
    failures: problems.map((problem) => failureOf(problem, texts)),
    hints: isOfStack ? misspeltIn(names) : [],
  };
}

/** Secrets and sign-ins in addresses are stored encrypted, also where the program gives them in plain. */
function mayBeSecret(name: string, value: unknown): boolean {
  if (isOthers(name)) return false;
  // A name that is none may be that of a secret, misspelt.
  const { secret: kind } = table[name] ?? { secret: "always" };
  if (kind === "always") return true;
  return kind === "userinfo" && /@|%40/.test(JSON.stringify(value));
}

/**
 * Names the setting that a problem is about. The engine shows its value then: that of a secret, a text of a
 * certificate or of a name that is none may be a credential, and is left out.
 */
function failureOf(
  problem: string,
  texts: Readonly<Record<string, string>>,
): Message<"CheckFailure"> {
  const [, name = "", reason = ""] = /^(\w+) (.*)$/s.exec(problem) ?? [];
  const isPlain = table[name] !== undefined && table[name].secret === undefined;
  const isShort = name in texts && !/@|-----|\n/.test(texts[name] ?? "");
  const isShown = isPlain && isShort && shownSettings.has(name as SettingName);
  return isShown ? { property: name, reason } : { property: "", reason: problem };
}

/** Settings with a value that nobody keeps secret: switches, words, numbers, times and names of hosts. */
const shownSettings: ReadonlySet<SettingName> = new Set([
  "signAwsRequests",
  "awsSignatureService",
  "awsRegion",
  "insecure",
  "hostOverride",
  "requestTimeout",
  "startsInFlight",
  "waitForAccess",
  "onClusterChange",
  "whenUnreachable",
  "leaderAlias",
]);
