// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import * as fc from "fast-check";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import {
  asSecretAs,
  dependenciesOf,
  holdsSecret,
  isUnknown,
  output,
  plain,
  secret,
  unknownValue,
} from "../../../provider/doors/plugin/values";
import { decode, encode } from "../../../provider/doors/plugin/wire/codec";
import type { Properties } from "../../../provider/doors/plugin/wire/struct";

const reference = (id: string): Properties => ({
  "4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e",
  urn: "urn:of:leader",
  id,
});

describe("property values of the provider protocol", () => {
  it("cross in both directions as the SDK writes and reads them", () => {
    const number = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((n) => (n === 0 ? 0 : n));
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(fc.string(), fc.boolean(), fc.constant(null), number),
        fc.array(tie("tree"), { maxLength: 4 }),
        fc.dictionary(
          fc.string().filter((key) => key !== "__proto__"),
          tie("tree"),
          { maxKeys: 4, noNullPrototype: true },
        ),
      ),
    }));
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((key) => key !== "__proto__"),
          tree,
          { noNullPrototype: true },
        ),
        (properties) => {
          const bytes = encode("CheckRequest", { news: properties });
          expect(decode("CheckRequest", bytes).news).to.deep.equal(properties);
          const theirs = Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
          const wrapped = Buffer.from(theirs.serializeBinary());
          const length = decode(
            "InvokeResponse",
            Buffer.concat([fieldOne(wrapped.length), wrapped]),
          );
          expect(length.return).to.deep.equal(properties);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("are plain to a handler: secrets, outputs and resources hold a value, or one that is not known", () => {
    const given = {
      password: secret("hunter2"),
      settings: { refresh: output(secret("1s"), ["urn:a"], true), list: [secret({ a: 1 })] },
      later: output(undefined, ["urn:b"], false),
      leaderAlias: reference("leader"),
      coming: reference(unknownValue),
      size: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    };
    expect(plain(given)).to.deep.equal({
      password: "hunter2",
      settings: { refresh: "1s", list: [{ a: 1 }] },
      later: unknownValue,
      leaderAlias: "leader",
      coming: unknownValue,
      size: unknownValue,
    });
    expect(dependenciesOf(given)).to.have.members([
      "urn:a",
      "urn:b",
      "urn:of:leader",
      "urn:of:leader",
    ]);
    expect(isUnknown("dd056dcd-154b-4c76-9bd3-c8f88648b5ff")).to.equal(true);
    expect(isUnknown("dd056dcd")).to.equal(false);
  });

  it("stay secret on the way back, as narrow as they were, and whole where a secret has moved", () => {
    const from = {
      leaderIndex: secret("orders"),
      settings: { number_of_replicas: secret(1), refresh_interval: "1s" },
      moved: { "index.number_of_replicas": secret(1) },
      seeds: ["a:9300", secret("b:9300")],
      open: { a: 1 },
    };
    const back = {
      leaderIndex: "orders",
      settings: { number_of_replicas: 1, refresh_interval: "1s" },
      moved: { number_of_replicas: 1 },
      seeds: ["b:9300", "a:9300"],
      open: { a: 1 },
      status: "SYNCING",
    };
    expect(asSecretAs(from, back)).to.deep.equal({
      leaderIndex: secret("orders"),
      settings: { number_of_replicas: secret(1), refresh_interval: "1s" },
      moved: secret({ number_of_replicas: 1 }),
      seeds: secret(["b:9300", "a:9300"]),
      open: { a: 1 },
      status: "SYNCING",
    });
  });

  it("never lose a secret, wherever it was", () => {
    const leaf = fc.oneof(
      fc.integer(),
      fc.constant(0).map(() => secret("hunter2")),
    );
    const value = fc.oneof(
      leaf,
      fc.array(leaf),
      fc.dictionary(fc.constantFrom("a", "b", "c"), leaf, { noNullPrototype: true }),
    );
    const all = fc.dictionary(fc.constantFrom("x", "y", "z"), value, { noNullPrototype: true });
    fc.assert(
      fc.property(all, (from) => {
        const back = asSecretAs(from, plain(from) as Properties);
        for (const name of Object.keys(from))
          expect(holdsSecret(back[name])).to.equal(holdsSecret(from[name]));
        expect(plain(back)).to.deep.equal(plain(from));
        expect(JSON.stringify(withoutSecrets(back))).not.to.include("hunter2");
      }),
    );
  });
});

/** The tag of the field 1 and the length of what follows. */
function fieldOne(length: number): Buffer {
  const bytes = [0x0a];
  let left = length;
  for (; left > 127; left >>>= 7) bytes.push((left & 127) | 128);
  return Buffer.from([...bytes, left]);
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  if ("4dabf18193072939515e22adb298388d" in value) return "[secret]";
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withoutSecrets(one)]),
  );
}
