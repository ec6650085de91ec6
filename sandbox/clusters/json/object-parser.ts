// SPDX-License-Identifier: Apache-2.0
import { Refusal, type Cause } from "../http/refusal";
import type { JsonObject } from "./json";
import { readJson, type Node, type TokenKind } from "./reader";
import { didYouMean } from "./suggest";

/** A strict parser as the plugin declares one per request: a name and the fields it knows. */
export interface ObjectParser {
  name: string;
  fields: Record<string, TokenKind[] | ObjectParser>;
}

const TYPE = "x_content_parse_exception";

/** What went wrong and at which token the parser stood then. */
class ParseFailure extends Error {
  constructor(
    readonly what: Cause,
    readonly stoodAt: string,
  ) {
    super(what.reason);
  }
}

const failure = (at: string, parser: ObjectParser, text: string, stoodAt: string) =>
  new ParseFailure({ type: TYPE, reason: `[${at}] [${parser.name}] ${text}` }, stoodAt);

const accepted = (known: TokenKind[] | ObjectParser): TokenKind[] =>
  Array.isArray(known) ? known : ["START_OBJECT"];

const apply = (parser: ObjectParser, node: Node): void => {
  if (node.kind !== "START_OBJECT")
    throw failure(node.at, parser, `Expected START_OBJECT but was: ${node.kind}`, node.at);
  for (const { name, at, node: value } of node.fields) {
    const known = parser.fields[name];
    if (known === undefined) {
      const hint = didYouMean(name, Object.keys(parser.fields), 0.5);
      const text = `unknown field [${name}]${hint === "" ? "" : ` ${hint}`}`;
      throw failure(at, parser, text, value.at);
    }
    if (!accepted(known).includes(value.kind)) {
      const text = `${name} doesn't support values of type: ${value.kind}`;
      throw failure(value.at, parser, text, value.at);
    }
    if (!Array.isArray(known)) nested(parser, name, known, value);
  }
};

/** A failure inside a nested object is reported once more by the parser around it. */
const nested = (parser: ObjectParser, name: string, inner: ObjectParser, value: Node): void => {
  try {
    apply(inner, value);
  } catch (error) {
    if (!(error instanceof ParseFailure)) throw error;
    const outer = failure(
      error.stoodAt,
      parser,
      `failed to parse field [${name}]`,
      error.stoodAt,
    ).what;
    throw new ParseFailure({ ...outer, causedBy: error.what }, error.stoodAt);
  }
};

const innermost = (cause: Cause): Cause =>
  cause.causedBy === undefined ? cause : innermost(cause.causedBy);

/** The body as the parser's object; throws the 400 for anything that the parser does not know. */
export const parseBody = (parser: ObjectParser, text: string): JsonObject => {
  const node = readJson(text);
  try {
    apply(parser, node);
  } catch (error) {
    if (!(error instanceof ParseFailure)) throw error;
    const { type, reason, causedBy } = error.what;
    throw new Refusal(400, type, reason, {
      ...(causedBy === undefined ? {} : { causedBy }),
      root: innermost(error.what),
    });
  }
  return node.value as JsonObject;
};
