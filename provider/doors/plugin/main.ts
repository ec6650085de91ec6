// SPDX-License-Identifier: Apache-2.0
import { fstatSync } from "node:fs";
import { createRequire } from "node:module";
import { memoryJournal } from "../../lifecycle/claims/journal";
import { sharedJournal } from "../../lifecycle/claims/shared-journal";
import schema from "../../schema.json";
import { carryProviders, type CredentialProviders } from "../../opensearch/sign-in/aws-credentials";
import { systemClock } from "../../waiting/clock";
import { inFlight } from "../process/calls-in-flight";
import { isDestroyRun } from "../process/command-line";
import { atEnd, endProcess } from "../process/ending";
import { engineAddress } from "../process/engine-address";
import { watchEngine } from "../process/engine-watch";
import { failureOf } from "./failures";
import { methods, streamedMethods } from "./methods";
import { pluginService } from "./service";
import { rpcServer, type Unary } from "./wire/rpc";

const load = createRequire(__filename);

/** Starts the provider plugin: it prints the port that it listens on, as the engine expects. */
async function main(): Promise<void> {
  carryProviders(() => load("@aws-sdk/credential-providers") as CredentialProviders);
  const engine = engineAddress();
  const service = pluginService({
    ...{ clock: systemClock, random: Math.random, environment: process.env },
    journal: engine === undefined ? memoryJournal() : sharedJournal(engine),
    ...{ isDestroy: isDestroyRun, atEnd, engine, schema },
  });
  const server = rpcServer(failureOf);
  server.unary("ResourceProvider", methods, counted(service.unary));
  server.streamed("ResourceProvider", streamedMethods, service.streamed);
  const end = (): void => endProcess(service.cancel);
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  watchEngine(engine, end);
  // The engine holds the other end, which closes whatever becomes of it. Anywhere else, nothing is meant by it.
  if (isPipe(0)) process.stdin.once("end", end).once("error", end).resume();
  console.log(await server.listen());
}

/** A process that ends answers first what it was asked. */
function counted<All extends Unary<typeof methods>>(all: All): All {
  const entries = Object.entries(all) as [string, (request: unknown) => unknown][];
  return Object.fromEntries(
    entries.map(([name, work]) => [
      name,
      name === "Cancel" ? work : (request: unknown) => inFlight(() => work(request)),
    ]),
  ) as All;
}

function isPipe(descriptor: number): boolean {
  try {
    const found = fstatSync(descriptor);
    return found.isFIFO() || found.isSocket();
  } catch {
    return false;
  }
}

void main();
