// SPDX-License-Identifier: Apache-2.0
import { generate } from "selfsigned";

/** A key and its certificate, as PEM texts. */
export interface Pair {
  key: string;
  cert: string;
}

/** A certificate authority of the tests, with a server's certificate for loopback. */
export interface Authority {
  /** The authority's own certificate. */
  ca: string;
  server: Pair;
  /** A server's certificate for a host's name. */
  serverFor: (this: void, host: string) => Promise<Pair>;
  /** A client's certificate for a subject such as `CN=repl,O=example`. */
  client: (this: void, subject: string) => Promise<Pair>;
}

type Extensions = NonNullable<NonNullable<Parameters<typeof generate>[1]>["extensions"]>;

const made = async (subject: string, extensions: Extensions, ca?: Pair): Promise<Pair> => {
  // A certificate lists the widest part first; a distinguished name is written the other way.
  const attributes = subject
    .split(",")
    .map((part) => part.split("="))
    .map(([shortName = "", value = ""]) => ({ shortName, value }))
    .reverse();
  const options = { keyType: "ec" as const, algorithm: "sha256", extensions };
  const { private: key, cert } = await generate(
    attributes,
    ca === undefined ? options : { ...options, ca },
  );
  return { key, cert };
};

/** Makes an authority of its own, which nobody else trusts. */
export const newAuthority = async (): Promise<Authority> => {
  const root = await made("CN=authority,O=test", [
    { name: "basicConstraints", cA: true, critical: true },
    { name: "keyUsage", keyCertSign: true, critical: true },
  ]);
  const certified = (altName: { type: 7; ip: string } | { type: 2; value: string }) =>
    made(
      "CN=localhost,O=test",
      [
        { name: "extKeyUsage", serverAuth: true },
        { name: "subjectAltName", altNames: [altName] },
      ],
      root,
    );
  const server = await certified({ type: 7, ip: "127.0.0.1" });
  const serverFor = (value: string) => certified({ type: 2, value });
  const client = (subject: string) =>
    made(subject, [{ name: "extKeyUsage", clientAuth: true }], root);
  return { ca: root.cert, server, serverFor, client };
};
