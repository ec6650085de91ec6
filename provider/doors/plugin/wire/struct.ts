// SPDX-License-Identifier: Apache-2.0

export type Properties = Readonly<Record<string, unknown>>;

/** `google.protobuf.Struct`, for the table of messages. */
export const structFields = {
  Struct: { fields: { fields: { id: 1, type: "Value", keyType: "string" } } },
  ListValue: { fields: { values: { id: 1, type: "Value", rule: "repeated" } } },
  Value: {
    oneofs: {
      kind: {
        oneof: ["nullValue", "numberValue", "stringValue", "boolValue", "structValue", "listValue"],
      },
    },
    fields: {
      nullValue: { id: 1, type: "int32" },
      numberValue: { id: 2, type: "double" },
      stringValue: { id: 3, type: "string" },
      boolValue: { id: 4, type: "bool" },
      structValue: { id: 5, type: "Struct" },
      listValue: { id: 6, type: "ListValue" },
    },
  },
};

interface StructMessage {
  readonly fields: Readonly<Record<string, ValueMessage>>;
}

interface ValueMessage {
  /** Which of the fields it has. */
  readonly kind?: string;
  readonly nullValue?: number;
  readonly numberValue?: number;
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly structValue?: StructMessage;
  readonly listValue?: { readonly values: readonly ValueMessage[] };
}

/** The message of properties. What is `undefined`, or no value at all, is left out. */
export function toStruct(properties: Properties): StructMessage {
  const entries = Object.entries(properties).filter(([, value]) => isSendable(value));
  return {
    fields: Object.fromEntries(entries.map(([name, value]) => [name, toValue(value)])),
  };
}

/** The properties of a message, none where it is left out. */
export function fromStruct(message: unknown): Properties {
  const { fields = {} } = (message ?? {}) as Partial<StructMessage>;
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, fromValue(value)]),
  );
}

function isSendable(value: unknown): boolean {
  return value !== undefined && typeof value !== "function" && typeof value !== "symbol";
}

function toValue(value: unknown): ValueMessage {
  switch (typeof value) {
    case "string":
      return { stringValue: value };
    case "boolean":
      return { boolValue: value };
    case "number":
      return { numberValue: value };
    case "bigint":
      return { stringValue: String(value) };
    case "object":
      if (value === null) break;
      if (Array.isArray(value)) return { listValue: { values: value.map(toValue) } };
      if (value instanceof Date) return { stringValue: value.toISOString() };
      return { structValue: toStruct(value as Properties) };
  }
  return { nullValue: 0 };
}

function fromValue(value: ValueMessage): unknown {
  switch (value.kind) {
    case "stringValue":
      return value.stringValue;
    case "boolValue":
      return value.boolValue;
    case "numberValue":
      return value.numberValue;
    case "structValue":
      return fromStruct(value.structValue);
    case "listValue":
      return value.listValue?.values.map(fromValue);
    default:
      return null;
  }
}
