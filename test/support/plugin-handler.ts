// SPDX-License-Identifier: Apache-2.0
import type { bounded } from "../../provider/doors/dynamic/handler-boundary";
import { PartialFailure } from "../../provider/doors/dynamic/partial-failure";
import type { EngineLog } from "../../provider/doors/dynamic/engine-log";
import { failureOf } from "../../provider/doors/plugin/failures";
import { resourceCalls } from "../../provider/doors/plugin/resource-calls";
import { decode, encode, type Message, type Read } from "../../provider/doors/plugin/wire/codec";
import type { MessageName } from "../../provider/doors/plugin/wire/messages";
import { RpcError } from "../../provider/doors/plugin/wire/rpc";
import type { Handler, World } from "../../provider/lifecycle/contract";
import type { Properties } from "./grpc-calls";

interface PluginWorld extends Pick<World, "clock" | "random" | "journal" | "settings"> {
  readonly log: EngineLog;
  readonly signal: AbortSignal;
}

/**
 * A handler behind the plugin's door, every message encoded and decoded as on the way to the engine. To its
 * caller it is what the SDK's host has: the model of people and the faults go through both.
 */
export function throughPlugin(
  make: (world: World) => Handler,
  { clock, random, journal, settings, log, signal }: PluginWorld,
): ReturnType<typeof bounded> {
  const handler = make({
    ...{ clock, random, journal, settings, configured: settings },
    isBuild: false,
    ...{ isDestroy: () => false, atEnd: () => undefined },
  });
  const calls = resourceCalls({
    ...{ signal, log: (urn: string) => log(urn) },
    handler: () => handler,
    requireId: () => Promise.resolve(),
  });
  const urnOf = ({ __urn }: Properties): string => String(__urn);
  /** As the engine keeps it: the text that names the handler is not the plugin's. */
  const sent = (properties: Properties): Properties =>
    Object.fromEntries(Object.entries(properties).filter(([name]) => name !== "__provider"));
  const call = async <Request extends MessageName, Response extends MessageName>(
    [name, message]: readonly [Request, Message<Request>],
    response: Response,
    work: (request: Read<Request>) => Message<Response> | Promise<Message<Response>>,
    from: Properties,
  ): Promise<Read<Response>> => {
    try {
      const answer = await work(decode(name, encode(name, message)));
      return decode(response, encode(response, answer));
    } catch (error) {
      throw asHostError(failureOf(error), from);
    }
  };
  return {
    async check(olds: Properties, news: Properties) {
      const message = { urn: urnOf(news), olds: sent(olds), news: sent(news) };
      const answer = await call(["CheckRequest", message], "CheckResponse", calls.Check, news);
      return {
        inputs: answer.inputs,
        failures: answer.failures as { property: string; reason: string }[],
      };
    },
    async diff(id: string, olds: Properties, news: Properties) {
      const message = { id, urn: urnOf(news), olds: sent(olds), news: sent(news) };
      const answer = await call(["DiffRequest", message], "DiffResponse", calls.Diff, news);
      const { changes, replaces, deleteBeforeReplace } = answer;
      const known = changes === 0 ? {} : { changes: changes === 2 };
      return { ...known, replaces: [...replaces], deleteBeforeReplace };
    },
    async create(news: Properties) {
      const message = { urn: urnOf(news), properties: sent(news) };
      const answer = await call(["CreateRequest", message], "CreateResponse", calls.Create, news);
      return { id: answer.id, outs: answer.properties };
    },
    async read(id: string, props: Properties = {}) {
      const message = { id, urn: urnOf(props), properties: sent(props) };
      const answer = await call(["ReadRequest", message], "ReadResponse", calls.Read, props);
      return { id: answer.id, props: answer.properties, inputs: answer.inputs };
    },
    async update(id: string, olds: Properties, news: Properties) {
      const message = { id, urn: urnOf(news), olds: sent(olds), news: sent(news) };
      const answer = await call(["UpdateRequest", message], "UpdateResponse", calls.Update, news);
      return { outs: answer.properties };
    },
    async delete(id: string, props: Properties) {
      const message = { id, urn: urnOf(props), properties: sent(props) };
      await call(["DeleteRequest", message], "Empty", calls.Delete, props);
    },
  };
}

/** What the engine reads of a failure: a half-done job is in the details of its status. */
function asHostError(error: Error, { __provider }: Properties): Error {
  if (!(error instanceof RpcError)) return error;
  const [details] = error.metadata.get("grpc-status-details-bin");
  const [detail] = decode("Status", details as Buffer).details;
  const { id, properties, reasons } = decode(
    "ErrorResourceInitFailed",
    detail?.value ?? Buffer.alloc(0),
  );
  return new PartialFailure(reasons.join("\n"), id, { ...properties, __provider });
}
