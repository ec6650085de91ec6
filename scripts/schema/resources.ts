// SPDX-License-Identifier: Apache-2.0
import { type KindName, kinds, tokenOf } from "../../provider/doors/plugin/kinds";
import { listings } from "../../provider/doors/plugin/functions";
import { replacingInputs as ofRules } from "../../provider/resources/auto-follow-rule/schema";
import { replacingInputs as ofReplications } from "../../provider/resources/started-replication/schema";
import { described, type Source } from "./source";
import type { PropertySpec, Types } from "./types";

/** Where the types and the texts of a kind stand. */
interface Place {
  readonly inputs: readonly [file: string, name: string];
  readonly state: readonly [file: string, name: string];
  readonly page: string;
  /** Inputs whose change replaces the resource. */
  readonly replacing: readonly string[];
}

const places: Readonly<Record<KindName, Place>> = {
  StartedReplication: {
    inputs: ["resources/started-replication/args.ts", "ResolvedArgs"],
    state: ["resources/started-replication/outputs.ts", "ReplicationState"],
    page: "started-replication",
    replacing: ofReplications,
  },
  LeaderConnection: {
    inputs: ["resources/leader-connection/args.ts", "ResolvedConnectionArgs"],
    state: ["resources/leader-connection/schema.ts", "ConnectionState"],
    page: "leader-connection",
    replacing: ["alias"],
  },
  AutoFollowRule: {
    inputs: ["resources/auto-follow-rule/args.ts", "ResolvedRuleArgs"],
    state: ["resources/auto-follow-rule/schema.ts", "RuleState"],
    page: "auto-follow-rule",
    replacing: ofRules,
  },
  WriteBlock: {
    inputs: ["resources/write-block/args.ts", "ResolvedBlockArgs"],
    state: ["resources/write-block/schema.ts", "BlockState"],
    page: "write-block",
    replacing: [],
  },
  ReplicationGate: {
    inputs: ["resources/replication-gate/schema.ts", "GateInputs"],
    state: ["resources/replication-gate/schema.ts", "GateState"],
    page: "replication-gate",
    replacing: [],
  },
};

/** Inputs that the state has only where they apply. */
const optionalOutputs = new Set(["promotion", "copyOf"]);

/** The resources of the schema, from the definitions of the kinds and their texts. */
export function resourceSpecs(source: Source, types: Types): Record<string, object> {
  const names = Object.keys(kinds) as KindName[];
  return Object.fromEntries(
    names.map((name) => [tokenOf(name), resourceSpec(name, source, types)]),
  );
}

function resourceSpec(name: KindName, source: Source, types: Types): object {
  const { inputs, state, page, replacing } = places[name];
  const { inputSchema, defaults, emptyState } = kinds[name];
  const file = `pulumi/classes/${page}.ts`;
  const texts = textsOf(source, file, name);
  const given = types.propertiesOf(source.typeOf(...inputs));
  const told = outputsOf(source, types, state, texts);
  const inputProperties = Object.fromEntries(
    Object.keys(inputSchema.properties).map((property) => [
      property,
      {
        ...required(given, property),
        ...defaultOf(property, defaults),
        ...(replacing.includes(property) ? { willReplaceOnChanges: true } : {}),
      },
    ]),
  );
  const echoed = Object.entries(given).map(([property, spec]) => [
    property,
    { ...spec, ...(texts.has(property) ? { description: texts.get(property) } : {}) },
  ]);
  const always = Object.keys(emptyState).filter((property) => !optionalOutputs.has(property));
  const needed: readonly string[] = inputSchema.required;
  return {
    description: source.docsOf(file, name),
    properties: { ...(Object.fromEntries(echoed) as Record<string, PropertySpec>), ...told },
    required: [...needed, ...Object.keys(defaults), ...always],
    inputProperties,
    requiredInputs: needed,
    // A program of the Node.js classes registers them under this type.
    aliases: [{ type: `pulumi-nodejs:dynamic/opensearch:${name}` }],
    ...(listings[name] === undefined ? {} : { listInputs: listInputs(name) }),
  };
}

/** What the class says of each of its outputs. */
function textsOf(source: Source, file: string, name: string): ReadonlyMap<string, string> {
  const { checker } = source;
  const own = checker
    .getPropertiesOfType(source.typeOf(file, name))
    .filter((member) =>
      member.declarations?.some((one) => one.getSourceFile().fileName.endsWith(file)),
    );
  return new Map(
    own.flatMap((member) => {
      const isProperty =
        member.valueDeclaration?.kind !== undefined &&
        member.getDocumentationComment(checker).length > 0;
      return isProperty ? [[member.name, described(member, checker)] as const] : [];
    }),
  );
}

function outputsOf(
  source: Source,
  types: Types,
  [file, name]: readonly [string, string],
  texts: ReadonlyMap<string, string>,
): Record<string, PropertySpec> {
  const { checker } = source;
  const members = checker.getPropertiesOfType(source.typeOf(file, name));
  const own = members.map((member) => [
    member.name,
    {
      ...types.specOf(checker.getTypeOfSymbol(member), member.name),
      description: texts.get(member.name) ?? described(member, checker),
    },
  ]);
  const clusterUuid = { type: "string", description: texts.get("clusterUuid") };
  return { ...Object.fromEntries(own), clusterUuid } as Record<string, PropertySpec>;
}

function required(all: Readonly<Record<string, PropertySpec>>, property: string): PropertySpec {
  const found = all[property];
  if (found === undefined) throw new Error(`${property} has no type`);
  return found;
}

/** Time limits are left to the provider, each by itself. */
function defaultOf(property: string, defaults: object): { default?: unknown } {
  const value = (defaults as Readonly<Record<string, unknown>>)[property];
  return typeof value === "object" || value === undefined ? {} : { default: value };
}

function listInputs(name: KindName): object {
  const leaderAlias = {
    type: "string",
    description: "Only what goes over this connection to a leader. Default: all.",
  };
  return { properties: name === "LeaderConnection" ? {} : { leaderAlias } };
}
