// SPDX-License-Identifier: Apache-2.0
import type * as grpc from "@grpc/grpc-js";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type InitFailure, initFailureOf } from "./init-failure";

/** Properties as the engine sends them. */
export type Properties = Record<string, unknown>;

/** A call that the host answered with an error; `init` is set where the engine would save the resource. */
export class HostError extends Error {
  constructor(
    message: string,
    readonly code: grpc.status,
    readonly init: InitFailure | undefined,
  ) {
    super(message);
  }
}

/** The answer to a call of one message. */
export function unary<T>(
  send: (done: (error: grpc.ServiceError | null, answer: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    send((error, answer) => {
      if (error === null) resolve(answer);
      else reject(new HostError(error.details, error.code, initFailureOf(error.metadata)));
    });
  });
}

export function struct(value: Properties): Struct {
  return Struct.fromJavaScript(value as Record<string, JavaScriptValue>);
}

export function plain(value: Struct | undefined): Properties {
  return value?.toJavaScript() ?? {};
}
