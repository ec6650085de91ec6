// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { run } from "../../sandbox/pulumi/run";
import { schemaFile } from "../../scripts/schema/main";

const root = resolve(__dirname, "../..");
const generator = resolve(root, "sandbox/pulumi/gensdk");

/** Where generated SDKs are: `nodejs`, `python` and `go` below a folder of this checkout. */
export interface Sdks {
  readonly folder: string;
  remove(): void;
}

/** Generates the SDKs of the schema, with the generators of Pulumi's own modules. Needs Go. */
export async function generateSdks(): Promise<Sdks> {
  const scratch = join(root, ".sandbox", "test");
  mkdirSync(scratch, { recursive: true });
  const folder = mkdtempSync(join(scratch, "sdks-"));
  await succeeds("go", ["run", "-mod=readonly", ".", schemaFile, folder], generator);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs a command and fails the test when it fails. */
export async function succeeds(command: string, args: string[], cwd: string): Promise<string> {
  const env = { ...process.env, GOWORK: "off", CGO_ENABLED: "0" };
  const { code, output, errors } = await run(command, args, { cwd, env });
  if (code !== 0)
    throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${errors}${output}`);
  return output;
}

/** Compiles the SDK of Node.js into a package that programs below the folder can load. */
export function compileForNode({ folder }: Sdks): void {
  const source = join(folder, "nodejs");
  const target = join(folder, "node_modules", "opensearch-replication-sdk");
  const files = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(source, file));
  const program = ts.createProgram(files, {
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16 },
    ...{ moduleResolution: ts.ModuleResolutionKind.Node16, strict: true, skipLibCheck: true },
    ...{ declaration: true, rootDir: source, outDir: join(target, "bin"), types: ["node"] },
    typeRoots: [join(root, "node_modules", "@types")],
  });
  // The generated `exists` calls what this checkout's older `@pulumi/pulumi` does not have.
  const errors = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics].filter(
    ({ messageText }) =>
      !ts.flattenDiagnosticMessageText(messageText, " ").includes("'existsResource'"),
  );
  if (errors.length > 0)
    throw new Error(
      ts.formatDiagnostics(errors, {
        getCanonicalFileName: (name) => name,
        getCurrentDirectory: () => source,
        getNewLine: () => "\n",
      }),
    );
  for (const place of [target, join(target, "bin")])
    copyFileSync(join(source, "package.json"), join(place, "package.json"));
}

/** Compiles the SDK of Go, and a program beside it. */
export async function compileForGo({ folder }: Sdks, program: string): Promise<void> {
  const module = join(folder, "go");
  copyFileSync(join(generator, "go.sum"), join(module, "go.sum"));
  const { Go, Require } = JSON.parse(await succeeds("go", ["mod", "edit", "-json"], generator)) as {
    Go: string;
    Require: readonly { Path: string; Version: string }[];
  };
  const sdk = Require.find(({ Path }) => Path === "github.com/pulumi/pulumi/sdk/v3");
  const lines = ["module opensearch-replication.local/sdk/go", `go ${Go}`];
  writeFileSync(
    join(module, "go.mod"),
    [...lines, `require ${sdk?.Path} ${sdk?.Version}`, ""].join("\n\n"),
  );
  mkdirSync(join(module, "program"));
  writeFileSync(join(module, "program", "main.go"), program);
  await succeeds("go", ["build", "-mod=mod", "./..."], module);
}
