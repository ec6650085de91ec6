// SPDX-License-Identifier: Apache-2.0
import { leaderAlias, leaderIndex } from "./cluster";

const pulumi = 'const pulumi = require("@pulumi/pulumi");';

/** What may differ from program to program. */
export interface Naming {
  /** In front of every follower index. */
  readonly prefix?: string;
  readonly inputs?: object;
}

/** `count` of our replications, each done when acknowledged unless told otherwise. */
export function oursProgram(
  count: number,
  { prefix = "copy", inputs = typical }: Naming = {},
): string {
  return [
    'const { StartedReplication } = require("pulumi-opensearch-replication");',
    times(count, `new StartedReplication("copy-" + at, ${inputsOf(inputs, prefix)});`),
  ].join("\n");
}

const typical = { leaderIndex, leaderAlias, waitFor: "acknowledged" };

/** The same in the way of Pulumi's examples: a class that is serialized into the state, and no wait. */
export function sampleProgram(count: number, url: string): string {
  return `${pulumi}
class ReplicationProvider {
  async check(olds, news) {
    const Ajv = require("ajv");
    const text = { type: "string", minLength: 1 };
    const properties = { url: text, index: text, leaderIndex: text, leaderAlias: text };
    const schema = { type: "object", required: Object.keys(properties), properties };
    const validate = new Ajv({ allErrors: true }).compile(schema);
    const failures = validate(news)
      ? []
      : validate.errors.map((error) => ({ property: error.instancePath, reason: error.message }));
    return { inputs: news, failures };
  }
  async diff(id, olds, news) {
    const replaces = ["url", "index", "leaderIndex", "leaderAlias"].filter((name) => olds[name] !== news[name]);
    return { changes: replaces.length > 0, replaces, deleteBeforeReplace: true };
  }
  async create(inputs) {
    const axios = require("axios");
    const body = { leader_alias: inputs.leaderAlias, leader_index: inputs.leaderIndex };
    const { data } = await axios.put(inputs.url + "/_plugins/_replication/" + inputs.index + "/_start", body);
    return { id: inputs.index, outs: { ...inputs, acknowledged: data.acknowledged, status: "STARTED" } };
  }
  async read(id, props) {
    const axios = require("axios");
    const { data } = await axios.get(props.url + "/_plugins/_replication/" + id + "/_status");
    return { id, props: { ...props, status: data.status } };
  }
  async delete(id, props) {
    const axios = require("axios");
    await axios.post(props.url + "/_plugins/_replication/" + id + "/_stop", {});
  }
}
class Replication extends pulumi.dynamic.Resource {
  constructor(name, props, opts) {
    super(new ReplicationProvider(), name, { ...props, acknowledged: undefined, status: undefined }, opts);
  }
}
${times(count, `new Replication("copy-" + at, ${inputsOf({ url, leaderIndex, leaderAlias })});`)}`;
}

/** A dynamic provider that does nothing, with so many properties, of which the first four are given. */
export function idleProgram(count: number, properties: number): string {
  const names = Array.from({ length: Math.max(0, properties - 4) }, (_, at) => `other${at + 1}`);
  return `${pulumi}
const provider = {
  async check(olds, news) { return { inputs: news }; },
  async diff() { return { changes: false }; },
  async create(inputs) { return { id: inputs.index, outs: inputs }; },
  async read(id, props) { return { id, props }; },
  async delete() {},
};
class Nothing extends pulumi.dynamic.Resource {
  constructor(name, props, opts) {
    super(provider, name, { ${names.map((name) => `${name}: undefined, `).join("")}...props }, opts);
  }
}
${times(count, `new Nothing("copy-" + at, ${inputsOf(typical)});`)}`;
}

function times(count: number, statement: string): string {
  return `for (let at = 0; at < ${count}; at++) ${statement}`;
}

function inputsOf(shared: object, prefix = "copy"): string {
  return `{ index: "${prefix}-" + at, ...${JSON.stringify(shared)} }`;
}
