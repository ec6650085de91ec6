// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { readFileSync } from "node:fs";
import type { Estate } from "../../provider/reads/estate";
import { prometheusText } from "../../provider/cli/status/prometheus";
import { lookLines } from "../../provider/cli/status/text";
import {
  exitStatus,
  healthOf,
  type Limits,
  type Look,
  type Row,
} from "../../provider/cli/status/verdict";

const limits: Limits = { maxLag: 100, maxLagSeconds: 60 };
const plain = { site: "", exists: true, reason: "", leaderAlias: "eu" };
const row = (index: string, more: Partial<Row>): Row => ({
  ...{ ...plain, index, leaderIndex: index, status: "SYNCING", health: "flowing", ...more },
});
const rows: Row[] = [
  row("customers", { lag: 0, secondsBehind: 0 }),
  row("events", { status: "BOOTSTRAPPING", bytesTotal: 200, bytesRecovered: 51 }),
  row("invoices", { lag: 12_345, secondsBehind: 93.4, health: "bad" }),
  row("orders", {
    ...{ status: "PAUSED", health: "bad" },
    reason: 'AutoPaused: ResourceNotFoundException: "Retention lease not found" (shards 0, 1)',
  }),
  row("restored", { ahead: 40, health: "bad" }),
  row("unreadable", { status: "UNKNOWN", health: "unknown", leaderIndex: 'a"b\\c' }),
];
const estate: Estate = {
  host: "https://us.example.com:9200",
  cluster: { name: "us", version: "3.9.0", uuid: "u" },
  replications: rows,
  rules: [
    { name: "logs", pattern: "logs-*", leaderAlias: "eu", started: 12, failedIndexes: [] },
    {
      ...{ name: "metrics", pattern: "metrics-*", leaderAlias: "eu", started: 3, failed: 1 },
      ...{ failedIndexes: ["metrics-7"], unfollowed: ["metrics-7", "metrics-8"] },
    },
  ],
  connections: [
    ...[{ alias: "eu", isConnected: true, mode: "sniff", addresses: ["eu.example.com:9300"] }].map(
      (one) => ({ ...one, connected: 3 }),
    ),
    { alias: "old", isConnected: false, mode: "proxy", addresses: ["10.0.0.9:9300"], connected: 0 },
  ],
  unseen: [{ what: "unfollowed", permission: "indices:admin/resolve/index" }],
};
const look: Look = { site: "", estate, rows };
const fixture = (name: string): string =>
  readFileSync(`${__dirname}/fixtures/${name}.txt`, "utf8").trimEnd();

describe("what `status` shows", () => {
  for (const width of [80, 160, undefined])
    it(`${width === undefined ? "piped" : `a terminal of ${width} columns`} -> the table of its fixture, no line wider`, () => {
      const lines = lookLines(look, { width, hasColours: false });
      expect(lines.join("\n")).to.equal(fixture(`status-${width ?? "piped"}`));
      for (const line of lines) expect(line.length).to.be.at.most(width ?? Infinity);
    });

  it("colours -> the same text once they are taken out", () => {
    const coloured = lookLines(look, { width: 160, hasColours: true }).join("\n");
    // eslint-disable-next-line no-control-regex -- colours are control characters
    const text = coloured.replace(/\x1b\[\d+m/g, "");
    expect(coloured).to.not.equal(text);
    expect(text.replace(/ +$/gm, "")).to.equal(fixture("status-160"));
  });

  it("a cluster that cannot be asked -> its error under its site's name", () => {
    const failed = { site: "eu", error: "Could not ask which cluster this is" };
    const lines = lookLines(failed, { width: 80, hasColours: false });
    expect(lines).to.deep.equal(["eu", "Could not ask which cluster this is"]);
  });

  it("Prometheus -> a HELP and a TYPE for each metric, labels escaped, nothing for what is not known", () => {
    const text = prometheusText([look, { site: "eu", error: "no answer" }]);
    expect(text.trimEnd()).to.equal(fixture("status.prom"));
    const names = [...text.matchAll(/^# TYPE (\S+) gauge$/gm)].map(([, name]) => name);
    for (const [, name] of text.matchAll(/^(\w+)(?:\{| )/gm)) expect(names).to.include(name);
  });

  it("the metrics that the guide and its alerts name -> are printed", () => {
    const guide = readFileSync("docs/guides/monitoring.md", "utf8");
    const text = prometheusText([look]);
    const named = new Set(guide.match(/opensearch_replication_\w+/g));
    expect(named.size).to.be.greaterThan(8);
    for (const name of named) expect(text).to.include(`# TYPE ${name} gauge`);
  });
});

describe("what a monitor makes of it", () => {
  const healths: [string, Partial<Row>, string][] = [
    ["syncing", { lag: 0 }, "flowing"],
    ["within the limits", { lag: 100, secondsBehind: 60 }, "flowing"],
    ["still copied", { status: "BOOTSTRAPPING" }, "flowing"],
    ["too many operations behind", { lag: 101 }, "bad"],
    ["too old an operation missing", { lag: 1, secondsBehind: 61 }, "bad"],
    ["paused", { status: "PAUSED" }, "bad"],
    ["failed", { status: "FAILED" }, "bad"],
    ["stopped", { status: "REPLICATION NOT IN PROGRESS" }, "bad"],
    ["ahead of its leader", { ahead: 1 }, "bad"],
    ["its leader does not answer", { status: "UNKNOWN" }, "unknown"],
  ];
  for (const [title, more, health] of healths)
    it(`${title} -> ${health}`, () => {
      const one = row("a", more);
      expect(healthOf(one, one.secondsBehind, limits)).to.equal(health);
    });

  const flowing: Look = { site: "", estate: { ...estate, rules: [], unseen: [] }, rows: [] };
  const unseen = [{ what: "replications", permission: "p" }] as const;
  const rule = estate.rules[1] ?? expect.fail("no rule");
  const unknown = row("a", { health: "unknown" });
  const exits: [string, Look[], number, number][] = [
    ["all flows", [{ ...flowing, rows: [row("a", {})] }], 0, 0],
    [
      "one is paused, one not known",
      [{ ...flowing, rows: [row("a", { health: "bad" }), unknown] }],
      0,
      1,
    ],
    [
      "a rule leaves an index",
      [{ ...flowing, estate: { ...flowing.estate, rules: [rule] } }],
      0,
      1,
    ],
    ["one is not known", [{ ...flowing, rows: [unknown] }], 0, 2],
    ["they may not be listed", [{ ...flowing, estate: { ...flowing.estate, unseen } }], 0, 2],
    ["a site does not answer", [flowing], 1, 2],
  ];
  for (const [title, looks, failed, status] of exits)
    it(`${title} -> exit status ${status}`, () => {
      const errors = Array.from({ length: failed }, () => ({ site: "", error: "" }));
      expect(exitStatus(looks, errors)).to.equal(status);
    });
});
