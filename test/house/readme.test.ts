// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { withTables } from "../../scripts/readme-tables";
import { inputSchema } from "../../provider/resources/started-replication/schema";
import { settingVariables } from "../../provider/opensearch/settings";

const readme = readFileSync("README.md", "utf8");

describe("the README", () => {
  it("has the tables that the code makes (npm run docs)", async () => {
    const options = { ...(await resolveConfig("README.md")), filepath: "README.md" };
    expect(await format(withTables(readme), options)).to.equal(readme);
  });

  it("describes every input", () => {
    for (const name of Object.keys(inputSchema.properties)) {
      expect(readme).to.match(new RegExp(`^\\| \`${name}\` +\\|`, "m"));
    }
  });

  it("describes every setting of the provider and its variable", () => {
    for (const [name, variable] of Object.entries(settingVariables)) {
      expect(readme).to.include(`\`opensearch:${name}\``);
      expect(readme).to.include(`\`${variable}\``);
    }
  });
});
