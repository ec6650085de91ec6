// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";
import ts from "typescript";
import { root } from "./blocks";

const entry = resolve(root, "provider/index.ts");

/** The names that a module exports, with the checker that knows them. */
export interface PublicApi {
  readonly checker: ts.TypeChecker;
  readonly exported: ReadonlyMap<string, ts.Symbol>;
}

let opened: PublicApi | undefined;

/** The package's public names; read once. */
export function open(): PublicApi {
  opened ??= read(entry);
  return opened;
}

/** The public names of a module. */
export function read(path: string): PublicApi {
  const config = ts.readConfigFile(resolve(root, "tsconfig.json"), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram([path], options);
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path);
  const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${path} cannot be read`);
  const all = checker.getExportsOfModule(module);
  return { checker, exported: new Map(all.map((symbol) => [symbol.name, symbol])) };
}

/** The members of a public interface or class, in the checker's order; none of the SDK's. */
export function membersOf(name: string): ts.Symbol[] {
  const { checker, exported } = open();
  const symbol = exported.get(name);
  if (symbol === undefined) throw new Error(`provider/index.ts exports no ${name}`);
  const members = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(resolved(symbol)));
  return members.filter((member) => member.declarations?.some(isOurs) === true);
}

/** What an exported name stands for. */
export function resolved(symbol: ts.Symbol, { checker }: PublicApi = open()): ts.Symbol {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return isAlias ? checker.getAliasedSymbol(symbol) : symbol;
}

export function isOurs(declaration: ts.Declaration): boolean {
  const isField = ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration);
  return isField && declaration.getSourceFile().fileName.includes("/provider/");
}

/** The same, none where the package exports no such name. */
export function exportedMembers(name: string): ts.Symbol[] {
  return open().exported.has(name) ? membersOf(name) : [];
}
