// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { ConfigurationError } from "../answers/errors";
import { type Pem, type PemKind, pemText, readBlocks } from "../text/pem";

/** A setting that is PEM text, or the path of a file with it. */
interface PemSetting {
  readonly name: "caCert" | "clientCert" | "clientKey";
  readonly value: string;
}

/** What is wrong with a setting that holds the text itself; files are looked at when a call needs them. */
export function pemProblem(kind: PemKind, value: string): string | undefined {
  const text = pemText(value);
  const read = text === undefined ? undefined : readBlocks(text, kind);
  return read !== undefined && "problem" in read ? read.problem : undefined;
}

/** The blocks that a setting means. Throws a `ConfigurationError` that names the setting and the way out. */
export function readPem({ name, value }: PemSetting): readonly string[] {
  const kind = name === "clientKey" ? "private key" : "certificate";
  const text = pemText(value);
  const read = text === undefined ? readFile(name, kind, value) : readBlocks(text, kind);
  if ("blocks" in read) return read.blocks;
  throw new ConfigurationError(`${name} ${read.problem}.`);
}

function readFile(name: string, kind: PemKind, path: string): Pem {
  const isPath = isShown(kind, path);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    throw new ConfigurationError(
      `${name} is neither a PEM ${kind} nor a readable file${isPath ? `: ${path}` : ""} (${code}). Paste the ${kind}, from -----BEGIN to -----END, or give the path of its file.`,
      isPath ? { cause: error } : {},
    );
  }
  const text = pemText(bytes.toString("latin1"));
  if (text !== undefined) {
    const read = readBlocks(text, kind);
    if ("blocks" in read) return read;
    return { problem: `names a file${isPath ? ` ${path}` : ""} which ${read.problem}` };
  }
  if (kind === "certificate") {
    try {
      return { blocks: [new X509Certificate(bytes).toString()] };
    } catch {
      // Not in the binary form (DER) either.
    }
  }
  return {
    problem: `names ${isPath ? `the file ${path}` : "a file"}, which contains no PEM ${kind}: it must contain one from -----BEGIN to -----END`,
  };
}

/** A text is shown where it can be nothing but a path: it may be a key or a certificate without its first line. */
function isShown(kind: PemKind, value: string): boolean {
  const isPath = /^(~|\.{0,2})[/\\]|^[a-z]:[/\\]|\.(pem|crt|cer|cert|der|txt)$/i.test(value);
  return kind === "certificate" && isPath && value.length < 256 && !/[\r\n]/.test(value);
}
