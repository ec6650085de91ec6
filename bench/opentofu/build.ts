// SPDX-License-Identifier: Apache-2.0
import { access, mkdir, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { createFolder } from "../../sandbox/pulumi/folder";
import { lastLines, run } from "../../sandbox/pulumi/run";

/** What is built, and from which package of the module beside this file. */
const programs = [
  {
    name: "terraform-provider-restapi",
    module: "restapi",
    package: "github.com/Mastercard/terraform-provider-restapi",
  },
  { name: "tofu", module: "tofu", package: "github.com/opentofu/opentofu/cmd/tofu" },
] as const;

/** Raised with the versions in the modules' go.mod. */
const version = "tofu-1.10.6-restapi-1.20.0";

/** The folder of OpenTofu and the generic REST provider, built the first time; throws one sentence where they can't be. */
export async function openTofu(say: (line: string) => void): Promise<string> {
  const caches = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const key = `${version}-${process.platform}-${process.arch}`;
  const folder = join(caches, "pulumi-opensearch-replication", "opentofu", key);
  const isThere = (): Promise<boolean> =>
    access(join(folder, "complete")).then(
      () => true,
      () => false,
    );
  if (await isThere()) return folder;
  const fill = async (prepared: string): Promise<void> => {
    for (const program of programs) {
      say(`building ${program.name} from Go modules; up to 12 min the first time…`);
      await build(program, prepared);
    }
    await writeFile(join(prepared, "complete"), "");
  };
  await mkdir(caches, { recursive: true });
  await createFolder(folder, fill, isThere);
  return folder;
}

async function build(program: (typeof programs)[number], folder: string): Promise<void> {
  const output = join(folder, program.name);
  const flags = ["-mod=readonly", "-trimpath", "-ldflags", "-s -w", "-o", output];
  const { code, errors } = await run("go", ["build", ...flags, program.package], {
    cwd: join(__dirname, program.module),
    env: { ...process.env, GOTOOLCHAIN: "local", GOWORK: "off", CGO_ENABLED: "0" },
    timeLimit: 15 * 60_000,
  });
  if (code !== 0) throw new Error(`go build of ${program.name} failed: ${lastLines(errors, 1)}`);
}
