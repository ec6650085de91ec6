// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { lastLines } from "../../sandbox/pulumi/run";
import { leaderAlias, leaderIndex, roomyPair } from "../life/cluster";
import type { Contender, Phase } from "../life/contender";
import { runTool } from "./run-tool";

const commands: Readonly<Record<Phase, readonly string[]>> = {
  preview: ["plan"],
  up: ["apply", "-auto-approve"],
  noop: ["apply", "-auto-approve"],
  refresh: ["apply", "-refresh-only", "-auto-approve"],
  destroy: ["destroy", "-auto-approve"],
};

/** The generic REST provider under OpenTofu, with a pair of its own. */
export async function onOpenTofu(
  name: string,
  binaries: string,
  count: number,
): Promise<Contender> {
  const scratch = resolve(__dirname, "../../.sandbox/test");
  mkdirSync(scratch, { recursive: true });
  const directory = mkdtempSync(join(scratch, "tofu-"));
  const pair = await roomyPair();
  const { url, requests } = pair.follower;
  writeFileSync(join(directory, "main.tf"), configuration(url, count));
  writeFileSync(join(directory, "tofurc"), overrides(binaries));
  const env = {
    ...process.env,
    TF_CLI_CONFIG_FILE: join(directory, "tofurc"),
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
  };
  return {
    name,
    providerProcess: "terraform-provider-restapi",
    async run(phase, onSpawn) {
      const args = [...commands[phase], "-input=false", "-no-color"];
      const tool = { command: join(binaries, "tofu"), args, cwd: directory, env, onSpawn };
      const { code, output } = await runTool(tool);
      if (code !== 0)
        throw new Error(`tofu ${args[0]} ended with ${code}: ${lastLines(output, 8)}`);
    },
    newRequests: () => requests.splice(0).length,
    stateBytes: () => readFileSync(join(directory, "terraform.tfstate")).byteLength,
    async close() {
      rmSync(directory, { recursive: true, force: true });
      await pair.close();
    },
  };
}

/**
 * `_status` answers with what was given, under the same names, so that it is read back unchanged. The
 * provider leaves an empty body out, which `_stop` insists on, and may not delete a follower index; so
 * the most that it can do in the end is to pause.
 */
function configuration(url: string, count: number): string {
  return `terraform {
  required_providers {
    restapi = { source = "registry.local/mastercard/restapi" }
  }
}
provider "restapi" {
  uri           = "${url}"
  create_method = "PUT"
  headers       = { "Content-Type" = "application/json" }
}
resource "restapi_object" "copy" {
  count          = ${count}
  object_id      = "copy-\${count.index}"
  path           = "/_plugins/_replication"
  create_path    = "/_plugins/_replication/{id}/_start"
  read_path      = "/_plugins/_replication/{id}/_status"
  destroy_path   = "/_plugins/_replication/{id}/_pause"
  destroy_method = "POST"
  destroy_data   = jsonencode({ reason = "destroyed" })
  data           = jsonencode({ leader_alias = "${leaderAlias}", leader_index = "${leaderIndex}" })
}
`;
}

function overrides(binaries: string): string {
  return `provider_installation {
  dev_overrides { "registry.local/mastercard/restapi" = ${JSON.stringify(binaries)} }
  direct {}
}
`;
}
