// SPDX-License-Identifier: Apache-2.0
import { faults } from "../support/faults";
import type { ArmedFault, ProxiedCall } from "../support/fault-proxy";
import type { Program } from "../support/mini-engine";
import { pick, seededRandom } from "../support/seeded-random";
import { type Bench, outside } from "./bench";
import { benchInProcess } from "./benches";
import { promoteAndWrite, requireDocuments } from "./person";
import type { Scenario } from "./scenario";
import { type StackScenario, stackScenarios } from "./stack-scenario";

const isExhaustive = process.env["FAULTS"] === "all";
const seed = Number(process.env["FAULTS_SEED"] ?? 1);
const usualPace = { pace: {} } as Scenario;

/** What is not as it must be. */
class Unmet extends Error {}

function demand(isMet: boolean, otherwise: string): void {
  if (!isMet) throw new Unmet(otherwise);
}

/** The settings of connections, the names and patterns of rules, and the status of a follower. */
async function seen(bench: Bench) {
  const { persistent } = await outside(bench, "GET", "/_cluster/settings?flat_settings=true");
  const listed = await outside(bench, "GET", "/_plugins/_replication/autofollow_stats");
  const { autofollow_stats: rules } = listed as { autofollow_stats: { pattern: string }[] };
  const statusOf = async (index: string): Promise<string> => {
    const path = `/_plugins/_replication/${index}/_status`;
    return String((await outside(bench, "GET", path))["status"]);
  };
  return {
    settings: persistent as Record<string, unknown>,
    patterns: rules.map(({ pattern }) => pattern),
    copy: await statusOf("copy"),
    made: await statusOf("logs-1"),
  };
}

const isOwn = (key: string): boolean => key.startsWith("cluster.remote.eu.");

/** The run ended before the fault's call: a destroy deletes several at the same time, in now more, now fewer calls. */
const missed = Symbol("the run ended before the fault's call");

/** What must hold at every moment: nobody else's connection is touched, and nothing that runs loses its own. */
async function requireNoHarm(bench: Bench, ran: boolean, isDestroy: boolean): Promise<void> {
  const { settings, copy, made } = await seen(bench);
  const address = bench.pair.leader.transportAddress;
  demand(
    JSON.stringify(settings["cluster.remote.leader.seeds"]) === JSON.stringify([address]),
    "another connection was touched",
  );
  if (!ran || isDestroy) return;
  demand(Object.keys(settings).some(isOwn), "the connection of a running replication is gone");
  demand(copy === "SYNCING", `the replication is ${copy}`);
  demand(made === "SYNCING", `the follower of the rule is ${made}`);
}

async function requireAsWanted(bench: Bench, program: Program | undefined): Promise<void> {
  const { settings, patterns, copy, made } = await seen(bench);
  const own = Object.entries(settings).filter(([key]) => isOwn(key));
  if (program === undefined) {
    demand(own.length === 0, `left of the connection: ${own.join()}`);
    demand(patterns.length === 0, `left of the rule: ${patterns.join()}`);
    const gone = "REPLICATION NOT IN PROGRESS";
    demand(copy === gone && made === gone, `replications are left: ${copy}, ${made}`);
    return;
  }
  const isProxied = program["connection"]?.["proxyAddress"] !== undefined;
  const keys = isProxied ? ["mode", "proxy_address"] : ["seeds"];
  const found = own.map(([key]) => key.slice("cluster.remote.eu.".length)).sort();
  demand(found.join() === keys.join(), `the connection has ${found.join()}`);
  const pattern = String(program["rule"]?.["pattern"]);
  demand(patterns.join() === pattern, `the rules are ${patterns.join()}, not ${pattern}`);
  demand(copy === "SYNCING" && made === "SYNCING", `it does not flow: ${copy}, ${made}`);
  demand(bench.pair.follower.documentCount("copy") === 100, "documents are missing");
}

/** Plays a case and says what fails. */
async function failureOf(
  scenario: StackScenario,
  armed: ArmedFault | undefined,
  calls: ProxiedCall[],
  ending: "again" | "destroy" | "promote" = "again",
): Promise<string | typeof missed | undefined> {
  const bench = await benchInProcess(usualPace);
  bench.pair.leader.addIndex("logs-1", 5);
  try {
    await scenario.prepare(bench);
    const run = scenario.run(bench);
    const ran = (await seen(bench)).copy === "SYNCING";
    const struck = await bench.run(run, armed);
    if (armed === undefined) calls.push(...struck.calls);
    else if (run.kind === "destroy" && struck.calls.length < armed.call && !struck.isStruck)
      return missed;
    else demand(struck.isStruck, "the fault has not happened");
    if (ending === "promote") {
      const followers = ["copy", "logs-1"];
      const written = await promoteAndWrite(bench, followers);
      const { failure } = await bench.run(run);
      await requireDocuments(bench, run, written);
      const isNamed = followers.some((name) => failure?.includes(`"${name}"`));
      demand(failure === undefined || isNamed, `a failure that names no index: ${failure}`);
      return undefined;
    }
    await bench.pass(60_000);
    await requireNoHarm(bench, ran, run.kind === "destroy");
    if (ending === "destroy") {
      // What a rule made that somebody has deleted, and that was not made again, is nobody's.
      const isRuleGone = !bench.engine.resources.has("rule");
      const areNobodys = isRuleGone && (await seen(bench)).made === "SYNCING";
      const { failure } = await bench.run({ kind: "destroy" });
      if (areNobodys) {
        const isKept = /"eu" is still used by the replications into "logs-1"\./.test(failure ?? "");
        demand(isKept, `the connection is not kept for what is left: ${failure}`);
        await requireNoHarm(bench, false, true);
        return undefined;
      }
      demand(failure === undefined, `destroy at once: ${failure}`);
      await requireAsWanted(bench, undefined);
      return undefined;
    }
    const { failure } = await bench.run(run);
    demand(failure === undefined, `the same again: ${failure}`);
    await bench.pass(60_000);
    await requireAsWanted(bench, scenario.program(bench));
    const idle = await bench.run(run);
    const busy = idle.steps.filter((step) => !/^(same|refresh) /.test(step));
    demand(idle.failure === undefined && busy.length === 0, `not idle: ${busy.join()}`);
    const destroyed = await bench.run({ kind: "destroy" });
    demand(destroyed.failure === undefined, `destroy: ${destroyed.failure}`);
    await requireAsWanted(bench, undefined);
    return undefined;
  } catch (error) {
    const call = armed === undefined ? undefined : calls[armed.call - 1];
    const at = `(then ${ending}) ${call?.method} ${call?.path}: ${armed?.fault.name}`;
    const message = error instanceof Error ? error.message : String(error);
    return `${armed === undefined ? "without a fault" : `call ${armed.call} ${at}`}: ${message}`;
  } finally {
    await bench.close();
  }
}

/** Every fault at every call, or every fault at some call and every call with some fault. */
function casesFor(count: number): ArmedFault[] {
  const random = seededRandom(seed);
  const numbers = Array.from({ length: count }, (_none, at) => at + 1);
  if (isExhaustive) return numbers.flatMap((call) => faults.map((fault) => ({ call, fault })));
  return [
    ...numbers.map((call) => ({ call, fault: pick(faults, random) })),
    ...faults.map((fault) => ({ call: pick(numbers, random), fault })),
  ];
}

describe("the fault matrix of a stack", function () {
  this.timeout(isExhaustive ? 60 * 60_000 : 5 * 60_000);

  for (const scenario of stackScenarios) {
    it(`${scenario.name} comes out right, whatever happens to any of its calls`, async () => {
      const calls: ProxiedCall[] = [];
      const plain = await failureOf(scenario, undefined, calls);
      if (plain !== undefined) throw new Error(String(plain));
      const said: (string | typeof missed | undefined)[] = [];
      const cases = casesFor(calls.length);
      for (const armed of cases) {
        said.push(await failureOf(scenario, armed, calls));
        // A killed process may leave a create of which only another up can know.
        const other = armed.fault.kind === "kill" ? "promote" : "destroy";
        said.push(await failureOf(scenario, armed, calls, other));
      }
      const failures = said.filter((failure) => typeof failure === "string");
      if (failures.length === 0) return;
      const header = `${failures.length} of ${said.length} cases fail:`;
      throw new Error([header, ...failures].join("\n  "));
    });
  }
});
