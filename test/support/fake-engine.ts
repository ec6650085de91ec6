// SPDX-License-Identifier: Apache-2.0
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogSeverity, type LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { EventEmitter, once } from "node:events";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** One message that reached the engine's log. */
export interface LoggedMessage {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
  readonly urn: string;
  readonly ephemeral: boolean;
}

/** The engine's log service, listening on loopback, and what was said to it. */
export interface FakeEngine {
  readonly address: string;
  readonly messages: LoggedMessage[];
  /** Resolves when a message was logged that fits. */
  said(fits: (message: LoggedMessage) => boolean): Promise<void>;
  close(): void;
}

const severities = {
  [LogSeverity.DEBUG]: "debug",
  [LogSeverity.INFO]: "info",
  [LogSeverity.WARNING]: "warning",
  [LogSeverity.ERROR]: "error",
} as const;

/** Serves `Engine.Log`, as the engine does for its providers. */
export async function startFakeEngine(): Promise<FakeEngine> {
  const messages: LoggedMessage[] = [];
  const arrivals = new EventEmitter();
  const server = new grpc.Server();
  server.addService(EngineService, {
    log: (call: { request: LogRequest }, callback: grpc.sendUnaryData<Empty>) => {
      const { request } = call;
      messages.push({
        severity: severities[request.getSeverity()],
        message: request.getMessage(),
        urn: request.getUrn(),
        ephemeral: request.getEphemeral(),
      });
      arrivals.emit("message");
      callback(null, new Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  const said = async (fits: (message: LoggedMessage) => boolean): Promise<void> => {
    while (!messages.some(fits)) await once(arrivals, "message");
  };
  return { address: `127.0.0.1:${port}`, messages, said, close: () => server.forceShutdown() };
}
