// SPDX-License-Identifier: Apache-2.0
import type * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";

/** What the engine saves of a resource that began and did not finish. */
export interface InitFailure {
  readonly id: string;
  readonly reasons: string[];
  readonly properties: Record<string, unknown>;
}

/** The init failure that the engine would decode from the metadata of a failed call. */
export function initFailureOf(metadata: grpc.Metadata): InitFailure | undefined {
  const [details] = metadata.get("grpc-status-details-bin");
  if (!(details instanceof Buffer)) return undefined;
  const [any] = Status.deserializeBinary(details).getDetailsList();
  if (any === undefined) return undefined;
  const failure = ErrorResourceInitFailed.deserializeBinary(any.getValue_asU8());
  return {
    id: failure.getId(),
    reasons: failure.getReasonsList(),
    properties: failure.getProperties()?.toJavaScript() ?? {},
  };
}
