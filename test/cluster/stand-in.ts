// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { addReplicationUser, REPLICATION_ROLES, startPair } from "../../sandbox/clusters";
import { newAuthority } from "../sandbox/clusters/certificates";

/** The emulated pair, to work on these tests where there is no real one; prints how to find it. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { release: { type: "string" }, secured: { type: "boolean" } },
  });
  const directory = mkdtempSync(join(tmpdir(), "stand-in-"));
  const { secured = false, release: version = "3.4.0" } = values;
  const authority = await newAuthority();
  const security = secured ? { security: {}, tls: authority.server } : {};
  const pair = await startPair({ version, ...security });
  const variables: Record<string, string> = {
    OPENSEARCH_URL: pair.follower.url,
    LEADER_URL: pair.leader.url,
    LEADER_SEED: pair.leader.transportAddress,
    FOLLOWER_SEED: pair.follower.transportAddress,
  };
  if (secured) {
    const password = "emulated";
    addReplicationUser(pair, "restricted", { password });
    const caFile = join(directory, "ca.pem");
    writeFileSync(caFile, authority.ca);
    Object.assign(variables, {
      OPENSEARCH_USERNAME: "admin",
      OPENSEARCH_PASSWORD: "admin",
      OPENSEARCH_CACERT_FILE: caFile,
      LEADER_ROLE: REPLICATION_ROLES.leader_cluster_role,
      FOLLOWER_ROLE: REPLICATION_ROLES.follower_cluster_role,
      RESTRICTED_USERNAME: "restricted",
      RESTRICTED_PASSWORD: password,
    });
    // The admin's starts name these roles, and may only name what is the admin's.
    for (const cluster of [pair.leader, pair.follower]) {
      for (const role of Object.values(REPLICATION_ROLES)) {
        cluster.security.mapRole(role, ["admin"]);
      }
    }
  }
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${value}`);
  console.log(lines.join("\n"));
  const end = (): void => {
    rmSync(directory, { recursive: true, force: true });
    void pair.close();
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
