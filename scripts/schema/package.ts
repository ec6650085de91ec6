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

type Place = readonly [file: string, type: string];

/** Where the text and the types of a look-up stand. A function returns an object, so a list is a property of one. */
interface LookUpSpec {
  readonly docs: string;
  readonly args?: Place;
  readonly result?: Place;
  readonly property?: {
    readonly name: string;
    readonly description: string;
    readonly type?: string;
  };
}

const ofReplications = "pulumi/look-ups.ts";
const ofLeaders = "pulumi/leader-look-ups.ts";

const lookUps: Readonly<Record<FunctionName, LookUpSpec>> = {
  getReplication: {
    docs: ofReplications,
    args: ["reads/replication.ts", "GetReplicationArgs"],
    result: ["reads/replication-info.ts", "ReplicationInfo"],
  },
  getReplications: {
    docs: ofReplications,
    args: ["reads/replications.ts", "GetReplicationsArgs"],
    result: ["reads/replication-info.ts", "ReplicationInfo"],
    property: {
      name: "replications",
      description: "The replications, sorted by name, or in the order of `indexes`.",
    },
  },
  getReplicationStats: {
    docs: ofReplications,
    result: ["opensearch/api/follower-stats.ts", "ReplicationStats"],
  },
  getRules: {
    docs: ofLeaders,
    result: ["reads/rules.ts", "RuleInfo"],
    property: { name: "rules", description: "The rules, sorted by name." },
  },
  getLeaderIndexes: {
    docs: ofLeaders,
    args: ["reads/leader-indexes.ts", "GetLeaderIndexesArgs"],
    property: { name: "indexes", description: "The indexes, sorted by name.", type: "string" },
  },
  getSecondsBehind: {
    docs: ofLeaders,
    args: ["reads/seconds-behind.ts", "GetSecondsBehindArgs"],
  },
};

function outputsOf(name: FunctionName, source: Source, types: Types): object {
  const { result, property } = lookUps[name];
  const type = result && source.typeOf(...result);
  if (property !== undefined) {
    const items = type === undefined ? { type: property.type } : types.specOf(type, name);
    const list = { type: "array", items, description: property.description };
    return { properties: { [property.name]: list }, required: [property.name] };
  }
  if (type !== undefined)
    return { properties: types.propertiesOf(type), required: types.requiredOf(type) };
  const description = "How many seconds; left out where it cannot be told.";
  return { properties: { seconds: { type: "number", description } } };
}

function functionSpecs(source: Source, types: Types): Record<string, object> {
  const names = Object.keys(functions) as FunctionName[];
  return Object.fromEntries(
    names.map((name) => {
      const { args, docs } = lookUps[name];
      const outputs = outputsOf(name, source, types);
      const inputs =
        args === undefined
          ? {}
          : {
              inputs: {
                properties: types.propertiesOf(source.typeOf(...args)),
                required: types.requiredOf(source.typeOf(...args)),
              },
            };
      const description = source.docsOf(docs, name);
      return [tokenOf(name), { description, ...inputs, outputs }];
    }),
  );
}
