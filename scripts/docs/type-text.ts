// SPDX-License-Identifier: Apache-2.0
import ts from "typescript";
import { isOurs, open, resolved } from "./public-api";

/** What a type is called on a page, where its own name says nothing to a reader. */
const typeNames: Readonly<Record<string, string>> = {
  ConnectionInput: "LeaderConnection | string",
  'NonNullable<StartedReplicationArgs["leaderAlias"]>': "string",
  IndexSettings: "index settings",
  Duration: "duration",
  "readonly (StartedReplication | string)[]": "list of StartedReplication | string",
  "Readonly<Record<string, ReplicatedPattern>>": "rules by name",
  "Readonly<Record<string, StartedReplication>>": "StartedReplication by leader index",
  "Readonly<Record<string, AutoFollowRule>>": "AutoFollowRule by name",
};

/** What a page says of the type of a member. */
export function typeOf(member: ts.Symbol): string {
  const { checker } = open();
  const declaration = member.declarations?.find(isOurs) as ts.PropertySignature | undefined;
  if (declaration?.type === undefined) throw new Error(`${member.name} has no type`);
  const text = withoutWrappers(declaration.type.getText());
  const known = typeNames[text];
  if (known !== undefined) return `\`${known}\``;
  const choices = choicesOf(bareNode(declaration.type));
  if (choices !== undefined) return choices.map((choice) => `\`${choice}\``).join(" or ");
  const type = checker.getNonNullableType(checker.getTypeFromTypeNode(declaration.type));
  const fields = /Timeouts|UseRoles/.test(text) ? fieldNames(type) : undefined;
  return `\`${Object.entries(typeNames).reduce((left, [name, called]) => left.replaceAll(name, called), fields ?? text)}\``;
}

/** The texts that a type allows, in the order of the source; the checker has them in any. */
function choicesOf(node: ts.TypeNode): string[] | undefined {
  if (ts.isUnionTypeNode(node)) {
    const texts = node.types.map((one) => one.getText()).filter((text) => text !== "undefined");
    return texts.every((text) => text.startsWith('"')) ? texts : undefined;
  }
  if (!ts.isTypeReferenceNode(node)) return undefined;
  const symbol = open().checker.getSymbolAtLocation(node.typeName);
  const declaration = symbol && resolved(symbol).declarations?.[0];
  const isAlias = declaration !== undefined && ts.isTypeAliasDeclaration(declaration);
  return isAlias ? choicesOf(declaration.type) : undefined;
}

/** The argument of a `pulumi.Input` or `pulumi.Output`. */
function bareNode(node: ts.TypeNode): ts.TypeNode {
  const isWrapped = ts.isTypeReferenceNode(node) && /^pulumi\./.test(node.typeName.getText());
  return (isWrapped ? node.typeArguments?.[0] : undefined) ?? node;
}

function fieldNames(type: ts.Type): string {
  return `{ ${type
    .getProperties()
    .map(({ name }) => name)
    .join(", ")} }`;
}

/** `pulumi.Input<X>` and the like are `X` to whoever reads the page. */
function withoutWrappers(text: string): string {
  const bare = text
    .replaceAll(/\s+/g, " ")
    .replace(/ \| undefined$/, "")
    .replaceAll(/\b(?:pulumi\.(?:Input|Output)|Partial)<([^<>]*(?:<[^<>]*>[^<>]*)*)>/g, "$1");
  return bare === text ? text : withoutWrappers(bare);
}
