// SPDX-License-Identifier: Apache-2.0

const literal = JSON.stringify;

/** A CommonJS program of these lines. */
export function programOf(...lines: readonly string[]): string {
  return [
    'const pulumi = require("@pulumi/pulumi");',
    'const replication = require("pulumi-opensearch-replication");',
    ...lines,
  ].join("\n");
}

/** The line that declares a resource and holds it in a variable of its name; `args` and `opts` may be JavaScript. */
function line(type: string, name: string, args: object | string, opts: string): string {
  const text = typeof args === "string" ? args : literal(args);
  return `const ${name} = new replication.${type}(${literal(name)}, ${text}, ${opts});`;
}

/** A `StartedReplication`. */
export function replication(name: string, args: object | string, opts = "{}"): string {
  return line("StartedReplication", name, args, opts);
}

/** An `AutoFollowRule`. */
export function followRule(name: string, args: object | string, opts = "{}"): string {
  return line("AutoFollowRule", name, args, opts);
}

/** A `LeaderConnection`. */
export function connection(name: string, args: object | string, opts = "{}"): string {
  return line("LeaderConnection", name, args, opts);
}

/** A `Provider`. */
export function provider(name: string, url: string): string {
  return line("Provider", name, { url }, "{}");
}
