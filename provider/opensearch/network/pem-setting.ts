// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { ConfigurationError } from "../answers/errors";
import { type PemKind, pemText, readBlocks } from "../text/pem";

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
  const kind = kindOf(name);
  const text = pemText(value);
  const shown = text === undefined && isShown(name, value) ? ` ${value}` : "";
  const source = text === undefined ? fromFile(name, value) : { text };
  if ("blocks" in source) return source.blocks;
  const read = readBlocks(source.text, kind);
  if ("blocks" in read) return read.blocks;
  const where = text === undefined ? ` names a file${shown} which` : "";
  throw new ConfigurationError(`${name}${where} ${read.problem}.`);
}

function kindOf(name: PemSetting["name"]): PemKind {
  return name === "clientKey" ? "private key" : "certificate";
}

type Source = { readonly text: string } | { readonly blocks: readonly string[] };

function fromFile(name: PemSetting["name"], path: string): Source {
  const kind = kindOf(name);
  const isPath = isShown(name, path);
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
  if (text !== undefined) return { text };
  if (kind === "certificate") {
    try {
      return { blocks: [new X509Certificate(bytes).toString()] };
    } catch {
      // Not in the binary form (DER) either.
    }
  }
  throw new ConfigurationError(
    `${name} names ${isPath ? `the file ${path}` : "a file"}, which contains no PEM ${kind}: it must contain one from -----BEGIN to -----END.`,
  );
}

/** A text is shown where it can be nothing but a path: it may be a key or a certificate without its first line. */
function isShown(name: PemSetting["name"], value: string): boolean {
  const isPath = /^(~|\.{0,2})[/\\]|^[a-z]:[/\\]|\.(pem|crt|cer|cert|der|txt)$/i.test(value);
  return name !== "clientKey" && isPath && value.length < 256 && !/[\r\n]/.test(value);
}
