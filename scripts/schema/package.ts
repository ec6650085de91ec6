// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type FunctionName, functions } from "../../provider/doors/plugin/functions";
import { packageName, tokenOf } from "../../provider/doors/plugin/kinds";
import { type SettingName, settings, type Setting } from "../../provider/opensearch/settings/table";
import { clusterSpec } from "./cluster";
import { pairSpec } from "./pair";
import { resourceSpecs } from "./resources";
import { openSource, type Source } from "./source";
import { type PropertySpec, Types } from "./types";

const root = resolve(__dirname, "../..");

/** The package schema: what every language's SDK is generated from. */
export function packageSchema(): object {
  const source = openSource();
  const types = new Types(source);
  const { version, description, license } = JSON.parse(
    readFileSync(resolve(root, "package.json"), "utf8"),
  ) as Readonly<Record<string, string>>;
  const variables = settingSpecs(source, types);
  const componentSpecs = {
    [tokenOf("ReplicatedCluster")]: clusterSpec(source, types),
    [tokenOf("ReplicatedPair")]: pairSpec(source, types),
  };
  const resources = { ...resourceSpecs(source, types), ...componentSpecs };
  const looks = functionSpecs(source, types);
  const sorted = [...types.found].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    name: packageName,
    displayName: "OpenSearch replication",
    version,
    description,
    license,
    keywords: ["pulumi", "opensearch", "ccr", "cross-cluster-replication", "kind/native"],
    language: {
      nodejs: { packageName: `${packageName}-sdk`, respectSchemaVersion: true },
      python: { respectSchemaVersion: true, pyproject: { enabled: true } },
      go: {
        importBasePath: `${packageName}.local/sdk/go/opensearchreplication`,
        respectSchemaVersion: true,
      },
      csharp: { respectSchemaVersion: true },
    },
    config: { variables },
    types: Object.fromEntries(sorted),
    provider: {
      description: source.docsOf("pulumi/provider.ts", "Provider"),
      inputProperties: variables,
    },
    resources,
    functions: looks,
  };
}

/** The settings of the provider, secrets marked. */
function settingSpecs(source: Source, types: Types): Record<string, PropertySpec> {
  const all = types.propertiesOf(source.typeOf("pulumi/provider-settings.ts", "ProviderSettings"));
  const table: Readonly<Record<SettingName, Setting>> = settings;
  return Object.fromEntries(
    (Object.keys(table) as SettingName[]).map((name) => {
      const isSecret = table[name].secret === "always";
      return [name, { ...all[name], ...(isSecret ? { secret: true } : {}) }];
    }),
  );
}

/** Where the types of the look-ups stand. */
const lookUps: Readonly<
  Record<FunctionName, { args?: readonly [string, string]; result: readonly [string, string] }>
> = {
  getReplication: {
    args: ["reads/replication.ts", "GetReplicationArgs"],
    result: ["reads/replication-info.ts", "ReplicationInfo"],
  },
  getReplications: {
    args: ["reads/replications.ts", "GetReplicationsArgs"],
    result: ["reads/replication-info.ts", "ReplicationInfo"],
  },
  getReplicationStats: { result: ["opensearch/api/follower-stats.ts", "ReplicationStats"] },
};

function functionSpecs(source: Source, types: Types): Record<string, object> {
  const names = Object.keys(functions) as FunctionName[];
  return Object.fromEntries(
    names.map((name) => {
      const { args, result } = lookUps[name];
      const type = source.typeOf(...result);
      const isList = name === "getReplications";
      const list = {
        type: "array",
        items: types.specOf(type, name),
        description: "The replications, sorted by name, or in the order of `indexes`.",
      };
      const outputs = isList
        ? { properties: { replications: list }, required: ["replications"] }
        : { properties: types.propertiesOf(type), required: types.requiredOf(type) };
      const inputs =
        args === undefined
          ? {}
          : {
              inputs: {
                properties: types.propertiesOf(source.typeOf(...args)),
                required: types.requiredOf(source.typeOf(...args)),
              },
            };
      const description = source.docsOf("pulumi/look-ups.ts", name);
      return [tokenOf(name), { description, ...inputs, outputs }];
    }),
  );
}
