// SPDX-License-Identifier: Apache-2.0
import { createRequire } from "node:module";
import type { Ajv, ErrorObject, ValidateFunction } from "ajv";
import type * as AjvModule from "ajv";
import type { DataValidateFunction } from "ajv/dist/types";
import {
  autoFollowPatternViolations,
  followerPatternViolations,
  ruleNameViolations,
  connectionAliasViolations,
  indexNameViolations,
  addressViolations,
  pingScheduleViolations,
  remoteAliasViolations,
} from "../../opensearch/text/names";
import { indexSettingsViolations } from "../../opensearch/text/index-settings";
import { durationRule, parseDuration } from "../../waiting/duration";

const load = createRequire(__filename);

/** Keywords of our own for texts: what each of them says about a text that breaks its rules. */
const textRules: Readonly<Record<string, (text: string) => string[]>> = {
  indexName: indexNameViolations,
  connectionAlias: connectionAliasViolations,
  remoteAlias: remoteAliasViolations,
  transportAddress: addressViolations,
  pingSchedule: pingScheduleViolations,
  ruleName: ruleNameViolations,
  autoFollowPattern: autoFollowPatternViolations,
  followerPattern: followerPatternViolations,
  duration: (text) =>
    parseDuration(text) === undefined ? [`must be a duration: ${durationRule}`] : [],
};

/** Compiles a schema that may use our keywords, each with the value `true`. */
export function compile(schema: object): ValidateFunction {
  const { Ajv } = load("ajv") as typeof AjvModule;
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, verbose: true });
  for (const [keyword, rulesBroken] of Object.entries(textRules)) {
    addKeyword<string>(ajv, keyword, "string", (text) =>
      rulesBroken(text).map((message) => ({ message })),
    );
  }
  addKeyword<object>(ajv, "followerSettings", "object", (settings, pointer) =>
    indexSettingsViolations(settings).map(({ path, rule: message, value }) => ({
      message,
      params: { value },
      instancePath: [pointer, ...path.map(escape)].join("/"),
    })),
  );
  return ajv.compile(schema);
}

function addKeyword<T>(
  ajv: Ajv,
  keyword: string,
  type: "string" | "object",
  errorsOf: (value: T, pointer: string) => Partial<ErrorObject>[],
): void {
  const compile = () => {
    const validate: DataValidateFunction = (value: T, context) => {
      const errors = errorsOf(value, context?.instancePath ?? "");
      validate.errors = errors.map((error) => ({ keyword, params: {}, ...error }));
      return errors.length === 0;
    };
    return validate;
  };
  ajv.addKeyword({ keyword, type, schemaType: "boolean", errors: "full", compile });
}

/** A name as a segment of a JSON pointer. */
function escape(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}
