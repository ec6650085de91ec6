// SPDX-License-Identifier: Apache-2.0
import ts from "typescript";
import { settings } from "../../provider/opensearch/settings/table";
import { table } from "./markers";
import { exportedMembers, membersOf, open } from "./public-api";
import { typeOf } from "./type-text";

/** The inputs or fields of a public interface, each with what its docstring says; in its resource's order. */
export function fieldList(name: string): string {
  const resource = name.replace(/Args$/, "");
  const members = membersOf(name);
  const shared = members.filter((member) => isShared(name, member));
  const own = members.filter((member) => !shared.includes(member));
  const isArgs = resource !== name || shared.length > 0;
  const lines = inOrderOf(resource, own).map((member) => line(member, noteOf(member, isArgs)));
  if (shared.length === 0) return lines.join("\n");
  const names = inOrderOf("StartedReplication", shared).map((member) => `\`${member.name}\``);
  return [
    ...lines,
    `- ${names.join(", ")}: as for a [StartedReplication](started-replication.md).`,
  ].join("\n");
}

/** As the class declares them: the checker has the members of a mapped type in any order. */
function inOrderOf(resource: string, members: readonly ts.Symbol[]): ts.Symbol[] {
  const order = exportedMembers(resource).map((member) => member.name);
  const place = ({ name }: ts.Symbol): number =>
    order.includes(name) ? order.indexOf(name) : order.length;
  return [...members].sort((one, other) => place(one) - place(other));
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

/** The provider's settings, as the stack's configuration and the environment spell them. */
export function settingTable(): string {
  return table(
    ["`Provider`", "Stack configuration", "Environment"],
    Object.entries(settings).map(([name, { variable }]) => [
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
    .replaceAll(/\b(Default:|A change)(?= )/g, "*$1*")
    .trim();
  if (text === "") throw new Error(`${member.name} has no docstring`);
  const example = member.getJsDocTags(checker).find((tag) => tag.name === "example");
  const shown = ts.displayPartsToString(example?.text).trim();
  const quote = shown.includes("`") ? "``" : "`";
  return shown === "" ? text : `${text} Example: ${quote}${shown.replaceAll(/\s+/g, " ")}${quote}`;
}
