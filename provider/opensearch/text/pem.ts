// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, X509Certificate } from "node:crypto";

export type PemKind = "certificate" | "private key";

/** The blocks of one kind, each complete and readable; or why there are none, as in `clientKey <problem>`. */
export type Pem = { readonly blocks: readonly string[] } | { readonly problem: string };

/**
 * The PEM text that a setting or a file holds, in whatever form it went through variables and
 * secret stores: with `\n` spelled out, on one line, or in base64 as a whole. `undefined` where it is none.
 */
export function pemText(value: string): string | undefined {
  if (value.includes("-----BEGIN")) return value.replace(/\\r\\n|\\[nr]/g, "\n");
  const bare = value.replace(/\s/g, "");
  if (!/^[\w+/-]{40,}=*$/.test(bare)) return undefined;
  const decoded = Buffer.from(bare, "base64").toString("latin1");
  return decoded.includes("-----BEGIN") ? pemText(decoded) : undefined;
}

const labels: Readonly<Record<PemKind, RegExp>> = {
  certificate: /^(X509 |TRUSTED )?CERTIFICATE$/,
  "private key": /PRIVATE KEY$/,
};

/** Reads a PEM text. TLS itself passes over what it cannot read, and then says that nothing is trusted. */
export function readBlocks(text: string, kind: PemKind): Pem {
  const all = [...text.matchAll(/-----BEGIN ([A-Z\d ]+)-----(.*?)-----END \1-----/gs)].map(
    ([, label = "", body = ""]) => ({ label, body }),
  );
  if (all.length < text.split("-----BEGIN ").length - 1) {
    return { problem: "is incomplete: a -----BEGIN line has no matching -----END line" };
  }
  const found = all.filter(({ label }) => labels[kind].test(label));
  if (found.length === 0) {
    const others = [...new Set(all.map(({ label }) => label.toLowerCase()))].join(", ");
    return { problem: `contains no ${kind}${others === "" ? "" : `, only: ${others}`}` };
  }
  if (kind === "private key" && found.some(({ label, body }) => /ENCRYPTED/.test(label + body))) {
    return {
      problem:
        "is protected by a passphrase, which is not supported: set the key without one (openssl pkey -in key.pem), as a secret",
    };
  }
  const blocks = found.map(written);
  const unreadable = blocks.findIndex((block) => !isReadable(block, kind));
  if (unreadable === -1) return { blocks };
  const which = blocks.length === 1 ? "" : ` (number ${unreadable + 1} of ${blocks.length})`;
  return { problem: `contains no readable ${kind}: its PEM text is damaged${which}` };
}

function written({ label, body }: { label: string; body: string }): string {
  const lines = body.replace(/\s/g, "").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

function isReadable(block: string, kind: PemKind): boolean {
  try {
    if (kind === "certificate") new X509Certificate(block);
    else createPrivateKey(block);
    return true;
  } catch {
    return false;
  }
}
