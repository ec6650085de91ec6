// SPDX-License-Identifier: Apache-2.0
import { createRequire } from "node:module";
import type { ErrorObject, ValidateFunction } from "ajv";
import type * as AjvModule from "ajv";
import type { DataValidationCxt } from "ajv/dist/types";
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

interface CustomValidate<T> {
  (value: T, context?: DataValidationCxt): boolean;
  errors?: Partial<ErrorObject>[];
}

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
  }
  ajv.addKeyword({
    keyword: "followerSettings",
    type: "object",
    schemaType: "boolean",
    errors: "full",
    compile: () => {
      const validate: CustomValidate<Record<string, unknown>> = (settings, context) => {
        validate.errors = indexSettingsViolations(settings).map(({ path, rule }) => ({
          keyword: "followerSettings",
          message: rule,
          params: {},
          instancePath: [context?.instancePath ?? "", ...path.map(escape)].join("/"),
        }));
        return validate.errors.length === 0;
      };
      return validate;
    },
  });
  return ajv.compile(schema);
}

/** A name as a segment of a JSON pointer. */
function escape(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}
