// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { newCertificates, writeCertificates } from "./certificates";
import { callsFor } from "./contents";
import { compose, folder, requireDocker, showLogs } from "./docker";
import { type Node, send, untilReady } from "./node";
import { type Options, readOptions } from "./options";
import { appendTo, exportLines, type People, portsOf, urlOf, variablesFor } from "./variables";

const limit = 5 * 60_000;

/** What OpenSearch's check takes: long, random, and of all four kinds of characters. */
function newPassword(): string {
  return `${randomBytes(18).toString("base64url")}-Aa1`;
}

async function up({ release, security, envFile }: Options): Promise<void> {
  const { administrator, files } = await newCertificates();
  rmSync(folder, { recursive: true, force: true });
  writeCertificates(folder, files);
  compose(["up", "--detach", "--force-recreate", "--renew-anon-volumes"], {
    OPENSEARCH_RELEASE: release,
    DISABLE_SECURITY_PLUGIN: String(!security),
  });
  const ports = portsOf(process.env);
  const node = (port: string): Node => ({
    url: urlOf(port, security),
    administrator: security ? administrator : undefined,
  });
  const nodes = { leader: node(ports.leader), follower: node(ports.follower) };
  const people: People | undefined = security
    ? {
        adminPassword: process.env["OPENSEARCH_INITIAL_ADMIN_PASSWORD"] || newPassword(),
        restrictedPassword: newPassword(),
        caFile: join(folder, "authority.pem"),
      }
    : undefined;
  try {
    await untilReady(nodes.leader, "leader", limit);
    await untilReady(nodes.follower, "follower", limit);
    for (const { of, method, path, body } of callsFor(people)) {
      const { status, text } = await send(nodes[of], method, path, body);
      if (status >= 300) throw new Error(`${method} ${path} on the ${of}: ${status} ${text}`);
    }
  } catch (error) {
    showLogs();
    throw error;
  }
  const variables = variablesFor(ports, people);
  if (envFile === undefined) process.stdout.write(exportLines(variables));
  else appendTo(envFile, variables);
  const where = envFile === undefined ? "printed" : `in ${envFile}`;
  console.error(
    `OpenSearch ${release} is up, security ${security ? "on" : "off"}; variables ${where}.`,
  );
}

function down(): void {
  compose(["down", "--volumes"]);
  rmSync(folder, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  requireDocker();
  if (options.command === "up") await up(options);
  else down();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
