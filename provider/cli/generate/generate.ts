// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { Refusal } from "../../opensearch/answers/refusal";
import { openReads } from "../../reads/reads";
import { lookUpEstate } from "../../reads/estate";
import { remoteSettings } from "../../opensearch/api/remote-settings";
import { type CommandLine, UsageError } from "../command-line";
import type { Terminal } from "../status/status";
import { planProgram } from "./plan";
import { programText } from "./program";
import { yamlText } from "./yaml";

/** `generate`: writes a Pulumi project that adopts what runs on a cluster; the exit status. */
export async function generate(
  { targets, options, names }: CommandLine,
  version: string,
  { write, clock }: Terminal,
): Promise<number> {
  const [target] = targets;
  if (target === undefined || targets.length > 1 || names.length > 0)
    throw new UsageError("generate writes a program for one cluster, and takes no names.");
  const { language } = options;
  if (language !== "typescript" && language !== "yaml")
    throw new UsageError("--language must be typescript or yaml.");
  const folder = resolve(options.out);
  const client = await openReads(target.raw, { clock, random: Math.random }, target.configured);
  const estate = await lookUpEstate(client);
  const hidden = estate.unseen.filter(({ what }) => what !== "cluster" && what !== "unfollowed");
  if (hidden.length > 0)
    throw new Refusal(
      `A program of what cannot be seen would leave it out: this user needs ${hidden.flatMap(({ permission }) => permission ?? []).join(", ")}.`,
    );
  if (estate.connections.length === 0)
    throw new Refusal(
      `${client.host} has no connections, so that it follows nothing. Is it the follower, and not the leader?`,
    );
  const settings = new Map<string, Awaited<ReturnType<typeof remoteSettings>>["persistent"]>();
  for (const { alias } of estate.connections) {
    const { persistent, transient } = await remoteSettings(client, alias);
    settings.set(alias, { ...persistent, ...transient });
  }
  const plan = planProgram(estate, settings);
  const isSignedIn = target.raw.username !== undefined || target.raw.token !== undefined;
  const project = options.name ?? basename(folder);
  const isYaml = language === "yaml";
  const files = isYaml
    ? { "Pulumi.yaml": yamlText(project, plan, isSignedIn) }
    : filesOf(project, version, programText(plan, isSignedIn));
  requireFree(folder, Object.keys(files));
  mkdirSync(folder, { recursive: true });
  // What another process has written meanwhile is not written over.
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, name), text, { flag: "wx" });
  const declared = plan.clusters.map(({ indexes, apart, rules }) => [
    indexes.length + apart.length,
    rules.length,
  ]);
  const sum = (at: number): number => declared.reduce((all, one) => all + (one[at] ?? 0), 0);
  write(
    `${folder}: replications: ${sum(0)}, rules: ${sum(1)}, connections: ${estate.connections.length}${plan.left.length === 0 ? "" : `; ${plan.left.length} left out, which ${isYaml ? "Pulumi.yaml" : "index.ts"} names`}.
Overrides of index settings cannot be read: add \`settings\` where a start was sent with some.
Next:
  cd ${options.out}
${isYaml ? "" : "  npm install\n"}  pulumi stack init dev
  ${isYaml ? "export OPENSEARCH_URL=" : "pulumi config set opensearch:url "}${client.host}
${isSignedIn && !isYaml ? signInLines : ""}  pulumi up
The first up adopts what runs, with warnings, and stops nothing; the second changes nothing.
`,
  );
  return 0;
}

const signInLines = `  pulumi config set opensearch:username …
  pulumi config set opensearch:password --secret
  pulumi config set --path useRoles.leaderClusterRole …
  pulumi config set --path useRoles.followerClusterRole …
`;

function requireFree(folder: string, names: readonly string[]): void {
  const [taken] = names.filter((name) => existsSync(join(folder, name)));
  if (taken !== undefined)
    throw new Refusal(`${join(folder, taken)} is there already: choose another --out.`);
}

function filesOf(project: string, version: string, program: string): Record<string, string> {
  const manifest = {
    name: project,
    private: true,
    main: "index.ts",
    dependencies: {
      "@pulumi/pulumi": "^3.216.0",
      "pulumi-opensearch-replication": `^${version}`,
    },
    devDependencies: { "@types/node": "^20", "ts-node": "^10.9.2", typescript: "^5.9.3" },
  };
  const compiler = {
    compilerOptions: {
      ...{ target: "es2022", module: "nodenext", strict: true, skipLibCheck: true },
      types: ["node"],
    },
    files: ["index.ts"],
  };
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  return {
    "Pulumi.yaml": `name: ${JSON.stringify(project)}\nruntime: nodejs\ndescription: The cross-cluster replications of an OpenSearch cluster.\n`,
    "package.json": json(manifest),
    "tsconfig.json": json(compiler),
    "index.ts": program,
  };
}
