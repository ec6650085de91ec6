// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { withTables } from "../../scripts/readme-tables";
import { troubleshooting, troubleshootingFile } from "../../scripts/troubleshooting";
import { inputSchema as rule } from "../../provider/resources/auto-follow-rule/schema";
import { inputSchema as connection } from "../../provider/resources/leader-connection/schema";
import { inputSchema as gate } from "../../provider/resources/replication-gate/schema";
import { inputSchema as replication } from "../../provider/resources/started-replication/schema";
import { settingVariables } from "../../provider/opensearch/provider-settings/gather-settings";

const readme = readFileSync("README.md", "utf8");

describe("the README", () => {
  it("has the tables that the code makes (npm run docs)", async () => {
    const options = { ...(await resolveConfig("README.md")), filepath: "README.md" };
    expect(await format(withTables(readme), options)).to.equal(readme);
  });

  it("has the page on troubleshooting that the list of answers makes (npm run docs)", async () => {
    const options = { ...(await resolveConfig("README.md")), filepath: "README.md" };
    const page = readFileSync(troubleshootingFile, "utf8");
    expect(await format(troubleshooting(), options)).to.equal(page);
  });

  for (const [resource, { properties }] of Object.entries({
    StartedReplication: replication,
    LeaderConnection: connection,
    AutoFollowRule: rule,
  })) {
    it(`describes every input of a ${resource}`, () => {
      const section = readme.split(`\n## \`${resource}\`\n`)[1]?.split("\n## ")[0] ?? "";
      for (const name of Object.keys(properties)) {
        expect(section).to.match(new RegExp(`^\\| \`${name}\` +\\|`, "m"));
      }
    });
  }

  it("describes a gate", () => {
    const names = Object.keys(gate.properties).join(", ");
    expect(readme).to.include(`new ReplicationGate(name, { ${names} })`);
  });

  it("describes every setting of the provider and its variable", () => {
    for (const [name, variable] of Object.entries(settingVariables)) {
      expect(readme).to.include(`\`opensearch:${name}\``);
      expect(readme).to.include(`\`${variable}\``);
    }
  });
});
