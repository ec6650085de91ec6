// SPDX-License-Identifier: Apache-2.0
import type * as pulumi from "@pulumi/pulumi";
import { inLines } from "../../opensearch/answers/lines";
import { inFlight } from "../process/calls-in-flight";
import { jsonClean, PartialFailure } from "./partial-failure";

export type Properties = Readonly<Record<string, unknown>>;

/** A resource's life, before the boundary makes it safe for the host. */
export interface HostHandler {
  /** Stores the settings' source. Must not throw and must not wait: the host uses the provider before `configure` is done. */
  configure(request: pulumi.dynamic.ConfigureRequest): void;
  check(olds: Properties, news: Properties): pulumi.dynamic.CheckResult<Properties>;
  diff(id: string, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, props: Properties): Promise<pulumi.dynamic.ReadResult<Properties>>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, props: Properties): Promise<void>;
}

/**
 * The handler as the host can use it: every result is JSON-clean, every throw is an `Error` that the
 * host can encode. The host never answers a call whose error it cannot encode, and a result it
 * cannot encode is lost after the side effect.
 */
export function bounded(
  handler: HostHandler,
): pulumi.dynamic.ResourceProvider<Properties, Properties> {
  return {
    // Not async: everything must be stored before the host's next call, which does not wait.
    configure: (request) => {
      try {
        handler.configure(request);
      } catch {
        // Said when a call first needs the settings; thrown here it would be lost after one call.
      }
      return Promise.resolve();
    },
    check: (olds, news) => guarded(news, () => handler.check(olds, news)),
    diff: (id, olds, news) => guarded(news, () => handler.diff(id, olds, news)),
    create: (inputs) => guarded(inputs, () => handler.create(inputs)),
    read: (id, props = {}) => guarded(props, () => handler.read(id, props)),
    update: (id, olds, news) => guarded(news, () => handler.update(id, olds, news)),
    delete: async (id, props) => {
      await guarded(props, async () => {
        await handler.delete(id, props);
        return {};
      });
    },
  };
}

async function guarded<T>(inputs: Properties, work: () => T | Promise<T>): Promise<T> {
  try {
    return jsonClean(await inFlight(work));
  } catch (thrown) {
    throw presentable(thrown, inputs);
  }
}

/**
 * In check, diff, read and delete, the host prints `${error}: ${error.stack}`, and the CLI shows that besides
 * the message: of what says everything, once more the first line, and no places in our code.
 */
function presentable(thrown: unknown, inputs: Properties): Error {
  if (thrown instanceof PartialFailure) {
    const { message, id, properties, cause } = thrown;
    return new PartialFailure(message, id, jsonClean({ ...inputs, ...properties }), { cause });
  }
  const error = thrown instanceof Error ? thrown : new Error(describeThrown(thrown));
  const lines = error.message === "" ? error.name : inLines(error);
  // Another one: the host takes a numeric `code` for a gRPC status and an `id` for a partial failure.
  const shown = new Error(lines, { cause: error });
  const isMistake = mistakes.some((kind) => error instanceof kind);
  const [first = ""] = lines.split(/:?\n/);
  return Object.assign(shown, { stack: isMistake ? error.stack : "", toString: () => first });
}

/** Errors that only a mistake of ours can be the cause of; where it is, is worth knowing. */
const mistakes = [TypeError, RangeError, ReferenceError, SyntaxError];

function describeThrown(thrown: unknown): string {
  if (typeof thrown === "string" && thrown !== "") return thrown;
  try {
    return `Unexpected failure: ${JSON.stringify(thrown) ?? String(thrown)}`;
  } catch {
    return "Unexpected failure";
  }
}
