// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { providerText } from "../../provider/pulumi/one-line-provider";
import { type Measured, ours } from "../measured";

/** The text that each resource holds in the state, twice; against the smallest that the SDK's serializer makes. */
export async function measureText(): Promise<Measured[]> {
  const empty = { create: () => Promise.resolve({ id: "x", outs: {} }) };
  const { text } = await pulumi.runtime.serializeFunction(() => empty, { allowSecrets: true });
  const line = Buffer.byteLength(providerText("startedReplication"));
  const serialized = Buffer.byteLength(text);
  const figures = { [ours]: line, "a serialized provider that does nothing": serialized };
  return [{ what: "provider text in the state", figures: { bytes: figures } }];
}
