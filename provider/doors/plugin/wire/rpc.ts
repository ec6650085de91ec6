// SPDX-License-Identifier: Apache-2.0
import * as grpc from "@grpc/grpc-js";
import { decode, encode, type Message, type Read } from "./codec";
import type { MessageName } from "./messages";

/** Both directions of a service's methods, by the names of their messages. */
export type Signatures = Readonly<Record<string, readonly [MessageName, MessageName]>>;

type Answer<Methods extends Signatures, name extends keyof Methods> = Message<Methods[name][1]>;

/** The work behind the methods that answer once. */
export type Unary<Methods extends Signatures> = {
  readonly [name in keyof Methods]: (
    request: Read<Methods[name][0]>,
  ) => Answer<Methods, name> | Promise<Answer<Methods, name>>;
};

/** The work behind the methods that answer with one message after the other. */
export type Streamed<Methods extends Signatures> = {
  readonly [name in keyof Methods]: (
    request: Read<Methods[name][0]>,
  ) => AsyncIterable<Answer<Methods, name>>;
};

/** A failure that is more than a text. */
export class RpcError extends Error {
  constructor(
    message: string,
    readonly metadata: grpc.Metadata,
  ) {
    super(message);
  }
}

/** The engine sends a whole state at once, and schemas are long. */
const unlimited = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
};

export interface RpcServer {
  unary<Methods extends Signatures>(service: string, methods: Methods, work: Unary<Methods>): void;
  streamed<Methods extends Signatures>(
    service: string,
    methods: Methods,
    work: Streamed<Methods>,
  ): void;
  /** Listens on this machine only, and tells the port. */
  listen(): Promise<number>;
  close(): void;
}

/** A gRPC server; what `failureOf` makes of an error is answered. */
export function rpcServer(failureOf: (error: unknown) => RpcError | Error): RpcServer {
  const server = new grpc.Server(unlimited);
  const failed = (thrown: unknown): Partial<grpc.StatusObject> => {
    const error = failureOf(thrown);
    const metadata = error instanceof RpcError ? { metadata: error.metadata } : {};
    return { code: grpc.status.UNKNOWN, details: error.message, ...metadata };
  };
  return {
    unary(service, methods, work) {
      for (const name of Object.keys(methods)) {
        const handle = (
          { request }: { request: Read<MessageName> },
          answer: grpc.sendUnaryData<Message<MessageName>>,
        ): void => {
          const asked = (async () => work[name]?.(request))();
          void asked.then(
            (value = {}) => answer(null, value),
            (error: unknown) => answer(failed(error)),
          );
        };
        server.addService(definition(service, methods, name, false), { [name]: handle });
      }
    },
    streamed(service, methods, work) {
      for (const name of Object.keys(methods)) {
        const handle = (
          call: grpc.ServerWritableStream<Read<MessageName>, Message<MessageName>>,
        ): void => {
          const send = async (): Promise<void> => {
            for await (const one of work[name]?.(call.request) ?? []) call.write(one);
            call.end();
          };
          send().catch((error: unknown) => call.emit("error", failed(error)));
        };
        server.addService(definition(service, methods, name, true), { [name]: handle });
      }
    },
    listen: () =>
      new Promise((resolve, reject) => {
        const credentials = grpc.ServerCredentials.createInsecure();
        server.bindAsync("127.0.0.1:0", credentials, (error, port) =>
          error === null ? resolve(port) : reject(error),
        );
      }),
    close: () => server.forceShutdown(),
  };
}

function definition(
  service: string,
  methods: Signatures,
  name: string,
  responseStream: boolean,
): grpc.ServiceDefinition {
  const [request, response] = methods[name] ?? ["Empty", "Empty"];
  return {
    [name]: {
      path: `/pulumirpc.${service}/${name}`,
      requestStream: false,
      responseStream,
      requestSerialize: (message: Message<MessageName>) => encode(request, message),
      requestDeserialize: (bytes) => decode(request, bytes),
      responseSerialize: (message: Message<MessageName>) => encode(response, message),
      responseDeserialize: (bytes) => decode(response, bytes),
    },
  };
}

/** Calls a method of a service that is not this process's. */
export type RpcCall = <Request extends MessageName, Response extends MessageName>(
  path: string,
  request: readonly [Request, Message<Request>],
  response: Response,
) => Promise<Read<Response>>;

/** A connection to the engine's own services, made when it is first used. */
export function rpcClient(address: string): RpcCall {
  let client: grpc.Client | undefined;
  return (path, [name, message], response) =>
    new Promise((resolve, reject) => {
      client ??= new grpc.Client(address, grpc.credentials.createInsecure(), unlimited);
      client.makeUnaryRequest<typeof message, Read<typeof response>>(
        `/pulumirpc.${path}`,
        (value) => encode(name, value),
        (bytes) => decode(response, bytes),
        message,
        (error, value) => {
          if (error === null && value !== undefined) resolve(value);
          else reject(new Error(error?.details ?? "no answer"));
        },
      );
    });
}
