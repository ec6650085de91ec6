// SPDX-License-Identifier: Apache-2.0
import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import type { DataValidationCxt } from "ajv/dist/types";
import { settingViolations } from "../../opensearch/index-settings";
import { connectionAliasViolations, indexNameViolations } from "../../opensearch/names";
import { durationRule, parseDuration } from "../../waiting/duration";
import { inputSchema } from "./schema";

/** A rule that an input breaks. */
export interface Violation {
  /** Path of the input, such as `useRoles.leaderClusterRole`. */
  readonly property: string;
  /** The rule and the offending value. */
  readonly reason: string;
}

interface CustomValidate<T> {
  (value: T, context?: DataValidationCxt): boolean;
  errors?: Partial<ErrorObject>[];
}

let compiled: ValidateFunction | undefined;

/** Every rule that the inputs break; what `isUnknown` says is not known yet breaks none. */
export function violations(
  inputs: Readonly<Record<string, unknown>>,
  isUnknown: (value: unknown) => boolean,
): Violation[] {
  // Compiled at the first check of a process, once for all resources.
  compiled ??= compile();
  compiled(inputs);
  const errors = compiled.errors ?? [];
  const wrongTypes = new Set(errors.filter(isTypeError).map((error) => error.instancePath));
  return errors
    .filter((error) => !isUnknown(valueAt(inputs, error.instancePath)))
    .filter((error) => isTypeError(error) || !wrongTypes.has(error.instancePath))
    .flatMap((error) => describe(error, inputs));
}

function isTypeError(error: ErrorObject): boolean {
  return error.keyword === "type";
}

function compile(): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, verbose: true });
  const textRule = (keyword: string, rulesBroken: (text: string) => string[]): void => {
    ajv.addKeyword({
      keyword,
      type: "string",
      schemaType: "boolean",
      errors: "full",
      compile: () => {
        const validate: CustomValidate<string> = (text) => {
          validate.errors = rulesBroken(text).map((message) => ({ keyword, message, params: {} }));
          return validate.errors.length === 0;
        };
        return validate;
      },
    });
  };
  textRule("indexName", indexNameViolations);
  textRule("connectionAlias", connectionAliasViolations);
  textRule("duration", (text) =>
    parseDuration(text) === undefined ? [`must be a duration: ${durationRule}`] : [],
  );
  ajv.addKeyword({
    keyword: "followerSettings",
    type: "object",
    schemaType: "boolean",
    errors: "full",
    compile: () => {
      const validate: CustomValidate<Record<string, unknown>> = (settings, context) => {
        validate.errors = Object.entries(settings).flatMap(([name, value]) =>
          settingViolations(name, value).map((message) => ({
            keyword: "followerSettings",
            message,
            params: {},
            instancePath: `${context?.instancePath ?? ""}/${escape(name)}`,
          })),
        );
        return validate.errors.length === 0;
      };
      return validate;
    },
  });
  return ajv.compile(inputSchema);
}

function describe(error: ErrorObject, inputs: Readonly<Record<string, unknown>>): Violation[] {
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
        `is not an input; the inputs are ${namesAt(at).join(", ")}`,
        "",
      );
    }
    case "enum":
      return violation(
        at,
        `must be one of ${(params["allowedValues"] as string[]).map(show).join(", ")}`,
      );
    case "type":
      return violation(
        at,
        `must be ${([] as unknown[]).concat(params["type"]).map(withArticle).join(" or ")}`,
      );
    case "minLength":
      return violation(at, "must not be empty");
    default:
      return violation(at, error.message ?? "is not valid");
  }
}

function missing(at: readonly string[]): [rule: string, got: string] {
  return at[0] === "useRoles"
    ? ["is required: useRoles takes both roles, or is left out", "got only one role"]
    : ["is required", ""];
}

function namesAt(at: readonly string[]): string[] {
  const nested = at[0] === undefined ? inputSchema : valueAt(inputSchema.properties, `/${at[0]}`);
  return Object.keys((nested as { properties?: object }).properties ?? {});
}

function withArticle(type: unknown): string {
  return type === "object" || type === "array" ? `an ${type}` : `a ${String(type)}`;
}

function valueAt(inputs: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map(unescape)
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], inputs);
}

function escape(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}

function unescape(segment: string): string {
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
