// SPDX-License-Identifier: Apache-2.0
import ts from "typescript";
import { type PublicApi, resolved } from "./public-api";

/**
 * What the docstrings of a public API lack. The rules:
 *
 * - Every exported name and each of its properties and methods has a docstring that ends a sentence.
 * - A class, a method and a function has an `@example`, an `@see` (its source) and a `@throws`.
 * - A type of inputs (`…Args`, `ReplicatedIndex`, `ReplicatedPattern`) has a `@see` and a `@throws`, and
 *   each of its inputs has "A change …", there or on the type. Those of a look-up (`Get…Args`) need neither.
 * - An input or option that may be left out has "Default: …".
 * - A number says what it counts: how many, or how many operations or bytes, or its unit.
 */
export function gapsIn(api: PublicApi): string[] {
  return [...api.exported.values()].flatMap((symbol) => gapsOf(api, resolved(symbol, api)));
}

function gapsOf(api: PublicApi, symbol: ts.Symbol): string[] {
  const { checker } = api;
  const own = docsOf(api, symbol);
  const isClass = (symbol.flags & ts.SymbolFlags.Class) !== 0;
  const isCallable = (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Method)) !== 0;
  const needed = isClass || isCallable ? ["example", "see", "throws"] : [];
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const isInputs = /^(?!Get).*Args$|^Replicated(Index|Pattern)$/.test(symbol.name);
  const mayBeLeftOut = isInputs || /(Args|Options)$/.test(symbol.name);
  const statics = isClass ? staticsOf(symbol) : [];
  return [
    ...textGap(symbol.name, own),
    ...tagGaps(symbol.name, own, isInputs ? ["see", "throws"] : needed),
    ...statics.flatMap((one) => gapsOf(api, one).map((gap) => `${symbol.name}.${gap}`)),
    ...(isCallable ? [] : membersOf(api, type)).flatMap((member) => {
      const name = `${symbol.name}.${member.name}`;
      const docs = docsOf(api, member);
      return [
        ...textGap(name, docs),
        ...(mayBeLeftOut ? defaultGap(name, member, docs.text) : []),
        ...(isInputs ? changeGap(name, [docs.text, own.text]) : []),
        ...unitGap(api, name, member, docs.text),
      ];
    }),
  ];
}

interface Docs {
  readonly text: string;
  readonly tags: ReadonlySet<string>;
}

function docsOf({ checker }: PublicApi, symbol: ts.Symbol): Docs {
  const tags = symbol.getJsDocTags(checker).filter(({ text }) => text !== undefined);
  return {
    text: ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim(),
    tags: new Set(tags.map((tag) => tag.name)),
  };
}

function textGap(name: string, { text }: Docs): string[] {
  return /[.:]$/.test(text) ? [] : [`${name} has no sentence`];
}

function tagGaps(name: string, { tags }: Docs, needed: readonly string[]): string[] {
  return needed.filter((tag) => !tags.has(tag)).map((tag) => `${name} has no @${tag}`);
}

function defaultGap(name: string, member: ts.Symbol, text: string): string[] {
  const isOptional = (member.flags & ts.SymbolFlags.Optional) !== 0;
  return !isOptional || /\bDefault:\s+\S/.test(text) ? [] : [`${name} names no default`];
}

function changeGap(name: string, texts: readonly string[]): string[] {
  const isSaid = texts.some((text) => /\bA change\b/.test(text));
  return isSaid ? [] : [`${name} does not say what a change does`];
}

const units = /how many|number of|\b(milliseconds|bytes|operations)\b/i;

function unitGap(api: PublicApi, name: string, member: ts.Symbol, text: string): string[] {
  const type = api.checker.getNonNullableType(api.checker.getTypeOfSymbol(member));
  const isNumber = (type.flags & ts.TypeFlags.NumberLike) !== 0;
  return !isNumber || units.test(text) ? [] : [`${name} does not say what it counts`];
}

function membersOf({ checker }: PublicApi, type: ts.Type): ts.Symbol[] {
  const isText = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0;
  return isText ? [] : checker.getPropertiesOfType(type).filter(isOwn);
}

function staticsOf(symbol: ts.Symbol): ts.Symbol[] {
  return [...(symbol.exports?.values() ?? [])].filter(
    (one) => (one.flags & ts.SymbolFlags.Method) !== 0,
  );
}

/** Whether it is this package's, and not the SDK's. */
function isOwn(symbol: ts.Symbol): boolean {
  const files = symbol.declarations?.map((one) => one.getSourceFile().fileName) ?? [];
  return files.some((file) => !file.includes("/node_modules/"));
}
