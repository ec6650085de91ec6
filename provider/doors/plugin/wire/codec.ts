// SPDX-License-Identifier: Apache-2.0
import * as protobuf from "protobufjs/light";
import { type Field, type MessageName, messages } from "./messages";
import { fromStruct, type Properties, structFields, toStruct } from "./struct";

interface Scalars {
  readonly string: string;
  readonly bool: boolean;
  readonly double: number;
  readonly int32: number;
  readonly int64: number;
  readonly bytes: Uint8Array;
  readonly Struct: Properties;
}

type One<Type> = Type extends keyof Scalars
  ? Scalars[Type]
  : Type extends MessageName
    ? Message<Type>
    : never;

type ValueOf<F> = F extends readonly [number, infer Type, "list"]
  ? readonly One<Type>[]
  : F extends readonly [number, infer Type, "map"]
    ? Readonly<Record<string, One<Type>>>
    : F extends readonly [number, infer Type]
      ? One<Type>
      : never;

/** A message as it is written: what is left out has the default of its type. */
export type Message<Name extends MessageName> = {
  readonly [name in keyof (typeof messages)[Name]]?: ValueOf<(typeof messages)[Name][name]>;
};

/** A message as it was read, with the defaults of texts, numbers and switches. */
export type Read<Name extends MessageName> = {
  readonly [name in keyof (typeof messages)[Name]]: ValueOf<(typeof messages)[Name][name]>;
};

const types = protobuf.Root.fromJSON({
  nested: { ...Object.fromEntries(Object.entries(messages).map(described)), ...structFields },
});

function described([name, fields]: [string, Readonly<Record<string, Field>>]): [
  string,
  protobuf.INamespace & { fields: Record<string, object> },
] {
  const entries = Object.entries(fields).map(([field, [id, type, many]]) => [
    field,
    {
      ...{ id, type },
      ...(many === "list" ? { rule: "repeated" } : {}),
      ...(many === "map" ? { keyType: "string" } : {}),
    },
  ]);
  return [name, { fields: Object.fromEntries(entries) as Record<string, object> }];
}

export function encode<Name extends MessageName>(name: Name, message: Message<Name>): Buffer {
  const fields: Readonly<Record<string, Field>> = messages[name];
  const entries = Object.entries(message).flatMap(([field, value]: [string, unknown]) => {
    if (value === undefined) return [];
    const isStruct = fields[field]?.[1] === "Struct";
    return [[field, isStruct ? toStruct(value as Properties) : value]];
  });
  const type = types.lookupType(name);
  return Buffer.from(type.encode(Object.fromEntries(entries) as object).finish());
}

export function decode<Name extends MessageName>(name: Name, bytes: Uint8Array): Read<Name> {
  const type = types.lookupType(name);
  const fields: Readonly<Record<string, Field>> = messages[name];
  const message = type.decode(bytes) as unknown as Readonly<Record<string, unknown>>;
  const entries = Object.entries(fields).map(([field, [, kind]]) => {
    const value = message[field];
    return [field, kind === "Struct" ? fromStruct(value) : value];
  });
  return Object.fromEntries(entries) as Read<Name>;
}
