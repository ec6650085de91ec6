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

/**
 * Tells every rule that inputs break, by a schema with our own keywords; what `isUnknown` says is not
 * known yet breaks none. Values are quoted only where they `arePlain`: the engine tells a provider's
 * process none of the secrets among them.
 */
export function validator(schema: InputSchema) {
  let compiled: ValidateFunction | undefined;
  return (
    inputs: Properties,
    isUnknown: (value: unknown) => boolean,
    arePlain: boolean,
  ): Violation[] => {
    // Compiled at the first check of a process, once for all resources.
    compiled ??= compile(schema);
    compiled(inputs);
    const errors = compiled.errors ?? [];
    const wrongTypes = new Set(errors.filter(isTypeError).map((error) => error.instancePath));
    return errors
      .filter((error) => !isWithinUnknown(pathOf(error), inputs, isUnknown))
      .filter((error) => isTypeError(error) || !wrongTypes.has(error.instancePath))
      .map((error) => describe(error, arePlain));
  };
}

/** Of an Output, a Promise or an unknown value nothing can be said, nor of what seems to be in it. */
function isWithinUnknown(
  path: readonly string[],
  inputs: Properties,
  isUnknown: (value: unknown) => boolean,
): boolean {
  let value: unknown = inputs;
  return path.some((name) => {
    value = own(Object(value) as Properties, name);
    return isUnknown(value);
  });
}

function isTypeError(error: ErrorObject): boolean {
  return error.keyword === "type";
}

function describe(error: ErrorObject, isPlain: boolean): Violation {
  const { missingProperty, additionalProperty } = error.params as Properties;
  const path = pathOf(error);
  const name = missingProperty ?? additionalProperty;
  if (typeof name === "string") path.push(name);
  return { property: path.join("."), reason: reasonOf(error, isPlain) };
}

function reasonOf(error: ErrorObject, isPlain: boolean): string {
  const { keyword, data, instancePath, message, parentSchema } = error;
  const params = error.params as Properties;
  const value = "value" in params ? params["value"] : data;
  // An address with a sign-in in it is no secret to Pulumi.
  const shown = show(value);
  const got = isPlain && !shown.includes("@") ? ` (got ${shown})` : "";
  const isOption = ["type", "enum", "duration"].includes(keyword);
  if (value === "" && isOption)
    return "must not be empty: what it comes from has no value, or it is to be left out";
  switch (keyword) {
    case "required":
      return instancePath === "/useRoles"
        ? "is required: set both roles of useRoles, or remove it (got one role)"
        : "is required";
    case "additionalProperties": {
      const names = Object.keys((parentSchema as InputSchema).properties);
      const hint = didYouMean(String(params["additionalProperty"]), names);
      return `is not an input${hint || `; the inputs are ${names.join(", ")}`}`;
    }
    case "enum": {
      const allowed = params["allowedValues"] as string[];
      const hint = typeof value === "string" ? didYouMean(value, allowed) : "";
      return `must be one of ${allowed.map(show).join(", ")}${hint}${got}`;
    }
    case "type":
      return `must be ${[params["type"]].flat().map(withArticle).join(" or ")}${got}`;
    case "minLength":
    case "minItems":
      return `must not be empty${got}`;
    case "minimum":
      return `must be at least ${String(params["limit"])}${got}`;
    default:
      return `${message ?? "is not valid"}${got}`;
  }
}

function withArticle(type: unknown): string {
  return `${["object", "array", "integer"].includes(String(type)) ? "an" : "a"} ${String(type)}`;
}

function pathOf({ instancePath }: ErrorObject): string[] {
  const segments = instancePath.split("/").slice(1);
  return segments.map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
