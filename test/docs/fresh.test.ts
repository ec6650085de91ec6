// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { checkedPages, textOf } from "../../scripts/docs/blocks";
import { fresh } from "../../scripts/docs/main";
import { troubleshooting, troubleshootingFile } from "../../scripts/troubleshooting";
import * as publicNames from "../../provider";
import { inputSchema as rule } from "../../provider/resources/auto-follow-rule/schema";
import { inputSchema as connection } from "../../provider/resources/leader-connection/schema";
import { inputSchema as gate } from "../../provider/resources/replication-gate/schema";
import { inputSchema as replication } from "../../provider/resources/started-replication/schema";
import { settings } from "../../provider/opensearch/settings/table";

describe("README and docs", () => {
  for (const page of checkedPages()) {
    it(`${page} is as the code makes it (npm run docs)`, async () => {
      expect(await fresh(textOf(page))).to.equal(textOf(page));
    });
  }

  it("has the page on troubleshooting that the list of answers makes (npm run docs)", async () => {
    const options = { ...(await resolveConfig("README.md")), filepath: "README.md" };
    const page = readFileSync(troubleshootingFile, "utf8");
    expect(await format(troubleshooting(), options)).to.equal(page);
  });

  it("has a README of at most 12 KB", () => {
    expect(Buffer.byteLength(textOf("README.md"))).to.be.at.most(12 * 1024);
  });

  it("has an ARCHITECTURE of at most 8 KB", () => {
    expect(Buffer.byteLength(textOf("ARCHITECTURE.md"))).to.be.at.most(8 * 1024);
  });

  for (const [page, { properties }] of Object.entries({
    "started-replication": replication,
    "leader-connection": connection,
    "auto-follow-rule": rule,
    "replication-gate": gate,
  })) {
    it(`describes every input on docs/${page}.md`, () => {
      const inputs = textOf(`docs/${page}.md`).split("\n## Inputs\n")[1]?.split("\n## ")[0] ?? "";
      const described = Object.keys(properties).filter((name) =>
        inputs.includes(`\n- **\`${name}\`**`),
      );
      expect(described).to.deep.equal(Object.keys(properties));
    });
  }

  it("names everything that a program can import", () => {
    const all = checkedPages().map(textOf).join("\n");
    const names = Object.keys(publicNames);
    expect(names).to.include("StartedReplication");
    expect(names.filter((name) => !all.includes(`\`${name}`))).to.deep.equal([]);
  });

  it("describes every setting of the provider, and its variable", () => {
    const page = textOf("docs/provider.md");
    for (const [name, { variable }] of Object.entries(settings)) {
      expect(page).to.include(`\n- **\`${name}\`**`);
      expect(page).to.include(`| \`${name}\` | \`opensearch:${name}\` | \`${variable}\` |`);
    }
  });
});
