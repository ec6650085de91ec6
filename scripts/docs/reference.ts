// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";
import ts from "typescript";
import { settingVariables } from "../../provider/opensearch/provider-settings/setting-names";
import { root } from "./blocks";
import { table } from "./markers";

const entry = resolve(root, "provider/index.ts");

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

let opened: { checker: ts.TypeChecker; exported: Map<string, ts.Symbol> } | undefined;

/** The package's public names; read once. */
function open(): NonNullable<typeof opened> {
  if (opened !== undefined) return opened;
  const config = ts.readConfigFile(resolve(root, "tsconfig.json"), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${entry} cannot be read`);
  const all = checker.getExportsOfModule(module);
  opened = { checker, exported: new Map(all.map((symbol) => [symbol.name, symbol])) };
  return opened;
}

/** The members of a public interface or class, in the order of the source. */
function membersOf(name: string): ts.Symbol[] {
  const { checker, exported } = open();
  const symbol = exported.get(name);
  if (symbol === undefined) throw new Error(`provider/index.ts exports no ${name}`);
  const members = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(resolved(symbol)));
  return members.filter((member) => member.declarations?.some(isOurs) === true);
}

function resolved(symbol: ts.Symbol): ts.Symbol {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return isAlias ? open().checker.getAliasedSymbol(symbol) : symbol;
}

function isOurs(declaration: ts.Declaration): boolean {
  const isField = ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration);
  return isField && declaration.getSourceFile().fileName.includes("/provider/");
}

/** The inputs or fields of a public interface, each with what its docstring says; the resource's own order. */
export function fieldList(name: string): string {
  const resource = name.replace(/Args$/, "");
  const order = exportedMembers(resource).map((member) => member.name);
  const place = (member: ts.Symbol): number => (order.indexOf(member.name) + 1 || Infinity) - 1;
  const own = membersOf(name).filter((member) => !isShared(name, member));
  const shared = membersOf(name).filter((member) => isShared(name, member));
  const isArgs = resource !== name || shared.length > 0;
  const lines = own
    .sort((one, other) => (place(one) === place(other) ? 0 : place(one) - place(other)))
    .map((member) => line(member, noteOf(member, isArgs)));
  if (shared.length === 0) return lines.join("\n");
  const names = shared.map((member) => `\`${member.name}\``).join(", ");
  return [...lines, `- ${names}: as for a [StartedReplication](started-replication.md).`].join(
    "\n",
  );
}

/** What an argument has in common with a StartedReplication is told there. */
function isShared(name: string, member: ts.Symbol): boolean {
  if (name === "StartedReplicationArgs") return false;
  return (
    member.declarations?.some((one) => one.getSourceFile().fileName.endsWith(sharedFile)) === true
  );
}

const sharedFile = "started-replication/args.ts";

/** The outputs of a resource's class that are not among its inputs; of a component, its children. */
export function outputList(name: string): string {
  const inputs = new Set(exportedMembers(`${name}Args`).map((member) => member.name));
  const isComponent = name === "ReplicatedCluster";
  return membersOf(name)
    .filter((member) => isComponent || !inputs.has(member.name))
    .map((member) => line(member, ""))
    .join("\n");
}

function exportedMembers(name: string): ts.Symbol[] {
  return open().exported.has(name) ? membersOf(name) : [];
}

/** The provider's settings, as the stack's configuration and the environment spell them. */
export function settingTable(): string {
  return table(
    ["`Provider`", "Stack configuration", "Environment"],
    Object.entries(settingVariables).map(([name, variable]) => [
      `\`${name}\``,
      `\`opensearch:${name}\``,
      `\`${variable}\``,
    ]),
  );
}

function line(member: ts.Symbol, note: string): string {
  return `- **\`${member.name}\`** (${typeOf(member)}${note}): ${docsOf(member)}`;
}

function noteOf(member: ts.Symbol, isArgs: boolean): string {
  const isOptional = (member.flags & ts.SymbolFlags.Optional) !== 0;
  if (isArgs) return isOptional ? "" : ", required";
  return isOptional ? ", where it is known" : "";
}

/** The docstring in one paragraph, its example at the end. */
function docsOf(member: ts.Symbol): string {
  const { checker } = open();
  const text = ts
    .displayPartsToString(member.getDocumentationComment(checker))
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll(/\{@link (\w+) ?\}/g, "`$1`")
    .trim();
  if (text === "") throw new Error(`${member.name} has no docstring`);
  const example = member.getJsDocTags(checker).find((tag) => tag.name === "example");
  const shown = ts.displayPartsToString(example?.text).trim();
  const quote = shown.includes("`") ? "``" : "`";
  return shown === "" ? text : `${text} Example: ${quote}${shown.replaceAll(/\s+/g, " ")}${quote}`;
}

function typeOf(member: ts.Symbol): string {
  const { checker } = open();
  const declaration = member.declarations?.find(isOurs) as ts.PropertySignature | undefined;
  if (declaration?.type === undefined) throw new Error(`${member.name} has no type`);
  const text = withoutWrappers(declaration.type.getText());
  const known = typeNames[text];
  if (known !== undefined) return `\`${known}\``;
  const type = checker.getNonNullableType(checker.getTypeFromTypeNode(bareNode(declaration.type)));
  const choices = type.isUnion() ? type.types.filter((one) => one.isStringLiteral()) : [];
  if (type.isUnion() && choices.length === type.types.length && choices.length > 1)
    return choices.map(({ value }) => `\`${JSON.stringify(value)}\``).join(" or ");
  const fields = /Timeouts|UseRoles/.test(text) ? fieldNames(type) : undefined;
  return `\`${Object.entries(typeNames).reduce((left, [name, called]) => left.replaceAll(name, called), fields ?? text)}\``;
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
