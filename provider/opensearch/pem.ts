// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { ConfigurationError } from "./errors";

/** A setting that is PEM text, or the path of a file with it. */
export interface PemSetting {
  readonly name: string;
  readonly value: string;
  /** What the text is to hold, as in `no PEM certificate`. */
  readonly what: string;
  /** A text that is a secret is not shown, even where it looks like a path: it may be a key without its first line. */
  readonly isSecret: boolean;
}

/** The PEM text. Throws a `ConfigurationError` that names the setting and the way out. */
export function readPem({ name, value, what, isSecret }: PemSetting): string {
  if (value.includes("-----BEGIN")) return value;
  const shown = isSecret ? "" : `: ${value}`;
  let text: string;
  try {
    text = readFileSync(value, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    throw new ConfigurationError(
      `${name} is neither a PEM ${what} nor a file that can be read${shown} (${code}). Paste the ${what} or give the path of its file.`,
      isSecret ? {} : { cause: error },
    );
  }
  if (text.includes("-----BEGIN")) return text;
  const file = isSecret ? "a file" : `the file ${value}`;
  throw new ConfigurationError(`${name} names ${file}, which holds no PEM ${what}.`);
}
