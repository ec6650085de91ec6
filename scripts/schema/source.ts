// SPDX-License-Identifier: Apache-2.0
import { relative, resolve } from "node:path";
import ts from "typescript";

const root = resolve(__dirname, "../..");

/** The provider's types, with the texts that they have in the code. */
export interface Source {
  readonly checker: ts.TypeChecker;
  /** The type that a file below `provider` declares under this name. */
  typeOf(file: string, name: string): ts.Type;
  /** The text of the declaration of that name. */
  docsOf(file: string, name: string): string;
}

export function openSource(): Source {
  const config = ts.readConfigFile(resolve(root, "tsconfig.json"), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram([resolve(root, "provider/index.ts")], options);
  const checker = program.getTypeChecker();
  const symbolOf = (file: string, name: string): ts.Symbol => {
    const source = program.getSourceFile(resolve(root, "provider", file));
    const module = source && checker.getSymbolAtLocation(source);
    const found = module && checker.getExportsOfModule(module).find((one) => one.name === name);
    if (found === undefined) throw new Error(`provider/${file} exports no ${name}`);
    return found;
  };
  return {
    checker,
    typeOf: (file, name) => checker.getDeclaredTypeOfSymbol(symbolOf(file, name)),
    docsOf: (file, name) => described(symbolOf(file, name), checker),
  };
}

/** A docstring as a description: links are names, and the stack's configuration is the plugin's. */
export function described(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const text = ts
    .displayPartsToString(symbol.getDocumentationComment(checker))
    .replaceAll(/\{@link (\w+) ?\}/g, "`$1`")
    .replaceAll("`opensearch:", "`opensearch-replication:")
    .trim();
  if (text === "") throw new Error(`${symbol.name} has no docstring`);
  // A docstring is wrapped for its reader in an editor; only an empty line is meant.
  return text.replaceAll(/(?<!\n)\n(?!\n)/g, " ");
}

/** Where something is declared, below `provider`. */
export function fileOf(symbol: ts.Symbol): string {
  const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? "";
  return relative(resolve(root, "provider"), file).replaceAll("\\", "/");
}
