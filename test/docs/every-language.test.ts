// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { format } from "prettier";
import schema from "../../provider/schema.json";
import { blocksIn, textOf } from "../../scripts/docs/blocks";

const page = "docs/guides/every-language.md";
const programs = blocksIn(page, textOf(page)).filter(
  ({ language, text }) => language === "yaml" && text.includes("resources:"),
);

describe("the programs in YAML", () => {
  it("name resources and inputs that are in the schema", async () => {
    expect(programs).to.have.length(3);
    const resources: Readonly<
      Record<string, { inputProperties: object; requiredInputs: string[] }>
    > = schema.resources;
    for (const { text } of programs) {
      // Each property on a line of its own, at one depth.
      const plain = await format(text, { parser: "yaml" });
      for (const one of plain.split(/\n(?= {2}\w+:\n {4}type:)/).slice(1)) {
        if (one.includes("type: pulumi:providers:")) continue;
        const [, type = ""] = /type: opensearch-replication:(\w+)/.exec(one) ?? [];
        const found = resources[`opensearch-replication:index:${type}`];
        const given = [...one.matchAll(/^ {6}(\w+):/gm)].map(([, name = ""]) => name);
        expect(found, type).not.to.equal(undefined);
        expect(Object.keys(found?.inputProperties ?? {}), type).to.include.members(given);
        expect(given, type).to.include.members(found?.requiredInputs ?? []);
      }
    }
  });

  it("import what has a type and an id", () => {
    const [file] = blocksIn(page, textOf(page)).filter(({ title }) => title === "import.json");
    const { resources } = JSON.parse(file?.text ?? "") as {
      resources: { type: string; id: string }[];
    };
    expect(resources).not.to.have.length(0);
    for (const { type, id } of resources) {
      expect(Object.keys(schema.resources)).to.include(type);
      expect(id).not.to.equal("");
    }
  });
});
