// SPDX-License-Identifier: Apache-2.0
import { status as grpcStatus } from "@grpc/grpc-js";
import { dynamicDoor } from "../../provider/doors/dynamic/dynamic-door";
import { bounded } from "../../provider/doors/dynamic/handler-boundary";
import { autoFollowRuleHandler } from "../../provider/resources/auto-follow-rule/handler";
import { leaderConnectionHandler } from "../../provider/resources/leader-connection/handler";
import { replicationGateHandler } from "../../provider/resources/replication-gate/handler";
import { writeBlockHandler } from "../../provider/resources/write-block/handler";
import { startedReplicationHandler } from "../../provider/resources/started-replication/handler";
import { type Journal, memoryJournal } from "../../provider/lifecycle/claims/journal";
import type { Clock } from "../../provider/waiting/clock";
import { textOf } from "./mini-engine";
import { HostError, type Properties } from "./grpc-calls";
import { ContractBroken, type KillableProcess, ProcessKilled } from "./provider-process";
import { throughPlugin } from "./plugin-handler";
import { crossing } from "./struct-crossing";

/** More than any operation may take: the longest time-out of the resources, and a margin. */
const virtualBudget = 25 * 60_000;
const sleepBudget = 5_000;
const realBudget = 20_000;

const makers = {
  startedReplication: startedReplicationHandler,
  leaderConnection: leaderConnectionHandler,
  autoFollowRule: autoFollowRuleHandler,
  replicationGate: replicationGateHandler,
  writeBlock: writeBlockHandler,
};

/** The handlers in this process, behind the conversions of the SDK's host; nothing may hang on it. */
export function handlerProcess(options: {
  readonly clock: Clock;
  readonly settings: Readonly<Record<string, string>>;
  readonly onEnd: () => Promise<void>;
  /** What it shares with the other processes of the deployment. */
  readonly journal?: Journal;
  /** Aborted when the deployment is cancelled. */
  readonly signal?: AbortSignal;
  /** The door through which the handlers are reached; the SDK's host, unless told otherwise. */
  readonly door?: "dynamic" | "plugin" | undefined;
  /** Told of every warning and every line that stays. */
  readonly onSaid?: (message: string) => void;
}): KillableProcess {
  const { clock, settings, onEnd, journal = memoryJournal() } = options;
  const say = (message: string): Promise<void> => Promise.resolve(options.onSaid?.(message));
  let isDead = false;
  let sleeps = 0;
  let die: (reason: Error) => void = () => undefined;
  const never = new Promise<never>(() => undefined);
  const death = new Promise<never>((_resolve, reject) => (die = reject));
  death.catch(() => undefined);
  const ownClock: Clock = {
    now: () => clock.now(),
    wallTime: () => clock.wallTime(),
    // A dead process does nothing more; neither does one that hangs.
    sleep: (milliseconds, signal) =>
      isDead || ++sleeps > sleepBudget ? never : clock.sleep(milliseconds, signal),
  };
  const world = {
    clock: ownClock,
    random: () => 0,
    journal,
    environment: {},
    log: () => ({
      warn: say,
      info: say,
      status: () => undefined,
    }),
    cancellation: () => options.signal ?? new AbortController().signal,
  };
  const get = (key: string): string | undefined => settings[key.replace("opensearch:", "")];
  const handlers = Object.fromEntries(
    Object.entries(makers).map(([name, make]) => {
      const handler =
        options.door === "plugin"
          ? throughPlugin(make, { ...world, settings, signal: world.cancellation() })
          : bounded(dynamicDoor(make, world));
      void handler.configure?.({ config: { get, require: (key) => get(key) ?? "" } });
      return [textOf(name), handler];
    }),
  );
  const handlerOf = ({ __provider: text }: Properties): ReturnType<typeof bounded> => {
    const handler = handlers[String(text)];
    if (handler === undefined) throw new ContractBroken(`there is no handler ${String(text)}`);
    return handler;
  };

  const called = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    if (isDead) throw new ProcessKilled();
    const begin = clock.now();
    sleeps = 0;
    const hang = timer(realBudget, `${what} hangs`);
    const settled = await Promise.race([death, hang.promise, work()]).then(
      (value) => ({ value }),
      (error: unknown) => ({ failure: isDead ? new ProcessKilled() : hostError(error) }),
    );
    hang.clear();
    const took = Math.round((clock.now() - begin) / 1000);
    if (took * 1000 > virtualBudget) throw new ContractBroken(`${what} took ${took} s of clock`);
    if ("failure" in settled) throw settled.failure;
    return settled.value;
  };

  return {
    kill() {
      isDead = true;
      die(new ProcessKilled());
    },
    end: onEnd,
    check: (olds, news) =>
      called("check", async () => {
        const { inputs = news, failures = [] } = await handlerOf(news).check!(
          crossing(olds),
          crossing(news),
        );
        return { inputs: crossing(withProvider(inputs, news)), failures };
      }),
    diff: (id, olds, news) =>
      called("diff", async () => {
        const found = await handlerOf(news).diff!(id, crossing(olds), crossing(news));
        const changes = found.changes === undefined ? "unknown" : found.changes ? "some" : "none";
        return {
          changes,
          replaces: found.replaces ?? [],
          deleteBeforeReplace: found.deleteBeforeReplace ?? false,
        };
      }),
    create: (inputs) =>
      called("create", async () => {
        const { id, outs } = await handlerOf(inputs).create(crossing(inputs));
        if (typeof id !== "string" || id === "") throw new ContractBroken("create returns no id");
        return { id, properties: crossing(withProvider(outs ?? {}, inputs)) };
      }),
    read: (id, props) =>
      called("read", async () => {
        const found = await handlerOf(props).read!(id, crossing(props));
        const inputs = found.inputs as Properties | undefined;
        return {
          id: found.id ?? "",
          properties: crossing(withProvider(found.props ?? {}, props)),
          inputs: inputs === undefined ? {} : crossing(withProvider(inputs, props)),
        };
      }),
    update: (id, olds, news) =>
      called("update", async () => {
        const { outs } = await handlerOf(news).update!(id, crossing(olds), crossing(news));
        return { properties: crossing(withProvider(outs ?? {}, news)) };
      }),
    delete: (id, props) => called("delete", () => handlerOf(props).delete!(id, crossing(props))),
  };
}

/** The host puts the provider's text back into whatever it passes on, but for the properties of an error. */
function withProvider(result: Properties, from: Properties): Properties {
  return { ...result, __provider: from["__provider"] };
}

/** What the host makes of an error: one with an `id` is a half-done job. */
function hostError(error: unknown): Error {
  if (error instanceof ContractBroken) return error;
  if (!(error instanceof Error)) return new ContractBroken(`it threw ${String(error)}`);
  const { id, properties, reasons } = error as {
    id?: string;
    properties?: Properties;
    reasons?: string[];
  };
  if (id === undefined || id === "")
    return new HostError(error.message, grpcStatus.UNKNOWN, undefined);
  if (typeof properties?.["__provider"] !== "string")
    return new ContractBroken("a half-done job lacks the provider's text");
  const init = { id, reasons: reasons ?? [], properties: crossing(properties) };
  return new HostError(error.message, grpcStatus.UNKNOWN, init);
}

function timer(
  milliseconds: number,
  message: string,
): { promise: Promise<never>; clear: () => void } {
  let handle: NodeJS.Timeout | undefined;
  const promise = new Promise<never>((_resolve, reject) => {
    handle = setTimeout(() => reject(new ContractBroken(message)), milliseconds);
  });
  return { promise, clear: () => clearTimeout(handle) };
}
