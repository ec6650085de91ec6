// SPDX-License-Identifier: Apache-2.0
import { Metadata } from "@grpc/grpc-js";
import { inLines } from "../../opensearch/answers/lines";
import { harmless } from "../../opensearch/text/foreign";
import { encode } from "./wire/codec";
import { RpcError } from "./wire/rpc";
import type { Properties } from "./wire/struct";

/** What the engine saves of a job that is only half done; the next `up` continues it. */
export interface HalfDone {
  readonly id: string;
  readonly properties: Properties;
}

/**
 * An operation that began and did not end: `ErrorResourceInitFailed` in the details of the status. The CLI
 * prints the reasons and drops the message, so the first reason is all of it.
 */
export function halfDone(failure: Error, { id, properties }: HalfDone): RpcError {
  const message = sentence(failure);
  // The CLI puts a tab and a bullet before it.
  const reasons = [message.replaceAll("\n", "\n\t")];
  const value = encode("ErrorResourceInitFailed", { id, properties, reasons });
  const detail = { typeUrl: "type.googleapis.com/pulumirpc.ErrorResourceInitFailed", value };
  // UNKNOWN, as every failure of a provider.
  const status = encode("Status", { code: 2, message, details: [detail] });
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", status);
  return new RpcError(message, metadata);
}

/** Errors that only a mistake of ours can be the cause of; where it is, is worth knowing. */
const mistakes = [TypeError, RangeError, ReferenceError, SyntaxError];

/** An error as the engine shows it. */
export function failureOf(thrown: unknown): Error {
  if (thrown instanceof RpcError) return thrown;
  const error =
    thrown instanceof Error ? thrown : new Error(`Unexpected failure: ${describe(thrown)}`);
  if (mistakes.some((kind) => error instanceof kind)) console.error(error.stack);
  return new Error(sentence(error), { cause: error });
}

function sentence(error: Error): string {
  return harmless(error.message === "" ? error.name : inLines(error));
}

function describe(thrown: unknown): string {
  return typeof thrown === "string" ? thrown : (JSON.stringify(thrown) ?? String(thrown));
}
