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
  return fieldsOf(name, types.lookupType(name).decode(bytes)) as Read<Name>;
}

function fieldsOf(name: MessageName, message: object): Properties {
  const given = message as Properties;
  const fields = Object.entries<Field>(messages[name]);
  return Object.fromEntries(
    fields.map(([field, [, type, many]]) => [field, valueOf(type, many, given[field])]),
  );
}

function valueOf(type: string, many: Field[2], value: unknown): unknown {
  if (many === "list") return (value as readonly unknown[]).map((one) => oneOf(type, one));
  if (many !== "map") return oneOf(type, value);
  const entries = Object.entries(value as Properties);
  return Object.fromEntries(entries.map(([key, one]) => [key, oneOf(type, one)]));
}

function oneOf(type: string, value: unknown): unknown {
  if (type === "Struct") return fromStruct(value);
  if (type === "int64") return Number(String(value));
  if (!isMessage(type)) return value;
  return value === null || value === undefined ? undefined : fieldsOf(type, value);
}

function isMessage(type: string): type is MessageName {
  return Object.hasOwn(messages, type);
}
