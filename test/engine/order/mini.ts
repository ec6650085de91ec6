// SPDX-License-Identifier: Apache-2.0
import type { dynamic } from "@pulumi/pulumi";
import {
  type EngineRules,
  MiniEngine,
  OutputOf,
  type ProviderInstance,
  type RunOutcome,
} from "../../support/mini-engine";
import { HostError, type Properties } from "../../support/grpc-calls";
import type { ProviderProcess } from "../../support/provider-process";
import { type Command, type OrderProgram, parted } from "./command";
import { recorder } from "./recorder";

/** The recorder takes its own resources only, as the engine gives it. */
type Handler = dynamic.ResourceProvider<Properties, Properties>;

/** Gives the commands to the mini engine; returns the calls of each. */
export async function callsOfMini(
  commands: readonly Command[],
  rules: EngineRules,
): Promise<string[][]> {
  let calls: string[] = [];
  const engine = new MiniEngine(async (provider) => {
    const handler = recorder(
      (name, call) => void calls.push(`${name} ${call}`),
    ) as unknown as Handler;
    await handler.configure?.({ config: settingsOf(provider) });
    return processOf(handler);
  }, rules);
  const all: string[][] = [];
  let program: OrderProgram = { things: {} };
  for (const command of commands) {
    calls = [];
    program = command.program ?? program;
    if (command.kind === "taint") engine.taint(command.name ?? "");
    else {
      const { failure } = await perform(engine, command, program);
      if ((failure !== undefined) !== (command.fails === true))
        throw new Error(`${command.kind}: ${failure ?? "it should have failed"}`);
    }
    all.push(calls);
  }
  return all;
}

function perform(engine: MiniEngine, command: Command, program: OrderProgram): Promise<RunOutcome> {
  const { kind, targets, excludes = [], targetReplaces, replaces, refresh = false } = command;
  if (kind === "refresh") return engine.refresh();
  if (kind === "destroy")
    return engine.destroy({ refresh, excludes, ...(targets === undefined ? {} : { targets }) });
  const things = Object.entries(program.things).map(([name, { keyOf, ...thing }]) => {
    const { args, options } = parted(thing);
    const key = keyOf === undefined ? {} : { key: new OutputOf(keyOf, "out") };
    return { name, options, args: { ...args, ...key, name } };
  });
  const providers = (program.providers ?? []).map((name) => [name, { name }]);
  return engine.up(Object.fromEntries(things.map(({ name, args }) => [name, args])), {
    options: Object.fromEntries(things.map(({ name, options }) => [name, options])),
    providers: Object.fromEntries(providers) as Record<string, Properties>,
    ...{ refresh, excludes },
    targets: targetReplaces ?? targets,
    replaces: targetReplaces ?? replaces ?? [],
  });
}

function settingsOf({ name = "default" }: ProviderInstance): dynamic.Config {
  return { get: () => name, require: () => name };
}

function processOf(handler: Handler): ProviderProcess {
  const tried = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw new HostError(error instanceof Error ? error.message : String(error), 2, undefined);
    }
  };
  return {
    async check(olds, news) {
      const { inputs } = await tried(() => handler.check!(olds, news));
      return { inputs: inputs as Properties, failures: [] };
    },
    async diff(id, olds, news) {
      const { changes, replaces, deleteBeforeReplace } = await tried(() =>
        handler.diff!(id, olds, news),
      );
      return {
        changes: changes === undefined ? "unknown" : changes ? "some" : "none",
        replaces: replaces ?? [],
        deleteBeforeReplace: deleteBeforeReplace ?? false,
      };
    },
    async create(inputs) {
      const { id, outs } = await tried(() => handler.create(inputs));
      return { id, properties: outs as Properties };
    },
    async read(id, props) {
      const { props: found } = await tried(() => handler.read!(id, props));
      return { id, properties: found as Properties, inputs: {} };
    },
    async update(id, olds, news) {
      const { outs } = await tried(() => handler.update!(id, olds, news));
      return { properties: outs as Properties };
    },
    delete: (id, props) => tried(() => handler.delete!(id, props)),
    end: () => Promise.resolve(),
  };
}
