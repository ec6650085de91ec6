// SPDX-License-Identifier: Apache-2.0
import type { ErrorObject, ValidateFunction } from "ajv";
import { compile } from "./keywords";
import { didYouMean } from "../../opensearch/text/nearest";
import { own } from "../../opensearch/text/record";

type Properties = Readonly<Record<string, unknown>>;

/** A rule that an input breaks. */
export interface Violation {
  /** Path of the input, such as `useRoles.leaderClusterRole`. */
  readonly property: string;
  /** The rule and the offending value. */
  readonly reason: string;
}

/** JSON Schema of a resource's inputs; it has each of them, and no other. */
export interface InputSchema<Inputs = Record<string, unknown>> {
  readonly type: "object";
  readonly additionalProperties: false;
  readonly required?: readonly string[];
  readonly properties: { readonly [name in keyof Inputs]-?: object };
}

/** Tells every rule that inputs break, by a schema with our own keywords; what `isUnknown` says is not known yet breaks none. */
export function validator(schema: InputSchema) {
  let compiled: ValidateFunction | undefined;
  return (inputs: Properties, isUnknown: (value: unknown) => boolean): Violation[] => {
    // Compiled at the first check of a process, once for all resources.
    compiled ??= compile(schema);
    compiled(inputs);
    const errors = compiled.errors ?? [];
    const wrongTypes = new Set(errors.filter(isTypeError).map((error) => error.instancePath));
    return errors
      .filter((error) => !isWithinUnknown(error.instancePath, inputs, isUnknown))
      .filter((error) => isTypeError(error) || !wrongTypes.has(error.instancePath))
      .flatMap((error) => describe(error, inputs, schema));
  };
}

/** Of an Output, a Promise or an unknown value nothing can be said, nor of what seems to be in it. */
function isWithinUnknown(
  pointer: string,
  inputs: unknown,
  isUnknown: (value: unknown) => boolean,
): boolean {
  const segments = pointer.split("/");
  return segments.some((_segment, at) =>
    isUnknown(valueAt(inputs, segments.slice(0, at + 1).join("/"))),
  );
}

function isTypeError(error: ErrorObject): boolean {
  return error.keyword === "type";
}

function describe(error: ErrorObject, inputs: Properties, schema: InputSchema): Violation[] {
  const at = error.instancePath.split("/").slice(1).map(unescape);
  const value = valueAt(inputs, error.instancePath);
  const params = error.params as Record<string, unknown>;
  const violation = (path: string[], rule: string, got = `got ${show(value)}`): Violation[] => [
    { property: path.join("."), reason: got === "" ? rule : `${rule} (${got})` },
  ];
  switch (error.keyword) {
    case "required":
      return violation([...at, String(params["missingProperty"])], ...missing(at));
    case "additionalProperties": {
      const name = String(params["additionalProperty"]);
      return violation(
        [...at, name],
        `is not an input${didYouMean(name, namesAt(at, schema)) || `; the inputs are ${namesAt(at, schema).join(", ")}`}`,
        "",
      );
    }
    case "enum": {
      const allowed = params["allowedValues"] as string[];
      const hint = typeof value === "string" ? didYouMean(value, allowed) : "";
      return violation(at, `must be one of ${allowed.map(show).join(", ")}${hint}`);
    }
    case "type":
      return violation(
        at,
        `must be ${([] as unknown[]).concat(params["type"]).map(withArticle).join(" or ")}`,
      );
    case "minLength":
    case "minItems":
      return violation(at, "must not be empty");
    case "minimum":
      return violation(at, `must be at least ${String(params["limit"])}`);
    default:
      return violation(at, error.message ?? "is not valid");
  }
}

function missing(at: readonly string[]): [rule: string, got: string] {
  return at[0] === "useRoles"
    ? ["is required: set both roles of useRoles, or remove it", "got one role"]
    : ["is required", ""];
}

function namesAt(at: readonly string[], schema: InputSchema): string[] {
  const part = at.reduce<SchemaPart | undefined>(
    (outer, name) => own(outer?.properties ?? {}, name) ?? outer?.items,
    schema as SchemaPart,
  );
  return Object.keys(part?.properties ?? {});
}

interface SchemaPart {
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly items?: SchemaPart;
}

function withArticle(type: unknown): string {
  return ["object", "array", "integer"].includes(String(type))
    ? `an ${String(type)}`
    : `a ${String(type)}`;
}

function valueAt(inputs: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map(unescape)
    .reduce<unknown>((value, key) => own(Object(value) as Record<string, unknown>, key), inputs);
}

function unescape(segment: string): string {
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
