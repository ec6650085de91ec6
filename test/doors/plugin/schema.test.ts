// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { components } from "../../../provider/doors/plugin/construct";
import { functions, listings } from "../../../provider/doors/plugin/functions";
import { type Kind, kinds, tokenOf } from "../../../provider/doors/plugin/kinds";
import { settings } from "../../../provider/opensearch/settings/table";
import { freshSchema, schemaFile } from "../../../scripts/schema/main";

interface Described {
  readonly description?: string;
  readonly secret?: boolean;
  readonly default?: unknown;
}

interface Resource {
  readonly description?: string;
  readonly inputProperties: Readonly<Record<string, Described>>;
  readonly properties: Readonly<Record<string, Described>>;
  readonly requiredInputs: readonly string[];
  readonly aliases?: readonly { readonly type: string }[];
  readonly listInputs?: object;
}

interface Schema {
  readonly version: string;
  readonly provider: { readonly inputProperties: Readonly<Record<string, Described>> };
  readonly resources: Readonly<Record<string, Resource>>;
  readonly functions: Readonly<Record<string, object>>;
}

describe("the package schema", function () {
  this.timeout(120_000);
  const text = readFileSync(schemaFile, "utf8");
  const schema = JSON.parse(text) as Schema;

  it("is what the code says now: `npm run schema` makes it anew", async () => {
    expect(await freshSchema()).to.equal(text);
  });

  it("has every kind with its inputs, its outputs and the type under which programs of Node.js have it", () => {
    for (const [name, kind] of Object.entries<Kind>(kinds)) {
      const resource = schema.resources[tokenOf(name)];
      const inputs = Object.keys(kind.inputSchema.properties);
      expect(Object.keys(resource?.inputProperties ?? {}), name).to.have.members(inputs);
      const outputs = [...new Set([...inputs, ...Object.keys(kind.emptyState)])];
      expect(Object.keys(resource?.properties ?? {}), name).to.have.members(outputs);
      expect(resource?.aliases).to.deep.equal([
        { type: `pulumi-nodejs:dynamic/opensearch:${name}` },
      ]);
      expect(resource?.listInputs !== undefined, name).to.equal(name in listings);
      for (const [input, { default: value }] of Object.entries(resource?.inputProperties ?? {}))
        if (value !== undefined) expect(value, input).to.equal(kind.defaults[input]);
    }
    const wanted = [...Object.keys(kinds), ...Object.keys(components)].map(tokenOf);
    expect(Object.keys(schema.resources)).to.have.members(wanted);
    expect(Object.keys(schema.functions)).to.have.members(Object.keys(functions).map(tokenOf));
  });

  it("has every setting, and marks those that are always secrets", () => {
    const { inputProperties } = schema.provider;
    expect(Object.keys(inputProperties)).to.have.members(Object.keys(settings));
    for (const [name, setting] of Object.entries(settings)) {
      const isSecret = "secret" in setting && setting.secret === "always";
      expect(inputProperties[name]?.secret === true, name).to.equal(isSecret);
    }
  });

  it("says what everything is, and nothing that only the classes have", () => {
    for (const [token, { description, inputProperties, properties }] of Object.entries(
      schema.resources,
    )) {
      for (const one of [
        { description },
        ...Object.values(inputProperties),
        ...Object.values(properties),
      ])
        expect(one.description ?? "", token).to.have.length.greaterThan(10);
    }
    expect(text).not.to.match(/\{@|`opensearch:|promise|Output</);
  });
});
