// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generate } from "selfsigned";

interface Pair {
  readonly key: string;
  readonly cert: string;
}

/** What signs in as the clusters' administrator, and what to trust. */
export interface Administrator extends Pair {
  readonly ca: string;
}

type Extensions = NonNullable<NonNullable<Parameters<typeof generate>[1]>["extensions"]>;

async function certificate(name: string, extensions: Extensions, ca?: Pair): Promise<Pair> {
  const subject = [{ shortName: "CN", value: name }];
  const options = { keySize: 2048, algorithm: "sha256", extensions };
  const made = await generate(subject, ca === undefined ? options : { ...options, ca });
  return { key: made.private, cert: made.cert };
}

/** Nodes are servers to their clients, and clients to each other. */
function ofNode(name: string): Extensions {
  const names = [name, "localhost"].map((value) => ({ type: 2 as const, value }));
  return [
    { name: "keyUsage", digitalSignature: true, keyEncipherment: true },
    { name: "extKeyUsage", serverAuth: true, clientAuth: true },
    { name: "subjectAltName", altNames: [...names, { type: 7, ip: "127.0.0.1" }] },
  ];
}

/**
 * Makes an authority, whose key is kept nowhere, and certificates of the nodes and of the administrator.
 * They are good for a year.
 */
export async function newCertificates(): Promise<{
  administrator: Administrator;
  files: Readonly<Record<string, string>>;
}> {
  const authority = await certificate("authority", [
    { name: "basicConstraints", cA: true, critical: true },
    { name: "keyUsage", keyCertSign: true, critical: true },
  ]);
  const ca = authority.cert;
  const admin = await certificate("admin", [{ name: "extKeyUsage", clientAuth: true }], authority);
  const files: Record<string, string> = { "authority.pem": ca };
  for (const name of ["leader", "follower"]) {
    const { key, cert } = await certificate(name, ofNode(name), authority);
    files[`${name}/authority.pem`] = ca;
    files[`${name}/node.pem`] = cert;
    files[`${name}/node-key.pem`] = key;
  }
  return { administrator: { ...admin, ca }, files };
}

/** Writes them so that a container's user can read them, and on this machine only their owner. */
export function writeCertificates(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, 0o644);
    if (dirname(file) !== folder) chmodSync(dirname(file), 0o755);
  }
}
