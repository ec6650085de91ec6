// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { providerText } from "../provider/pulumi/one-line-provider";
import type { Ratio } from "./main";

/** The text that each resource holds in the state, twice; against the smallest that the SDK's serializer makes. */
export async function measureText(): Promise<Ratio[]> {
  const empty = { create: () => Promise.resolve({ id: "x", outs: {} }) };
  const { text } = await pulumi.runtime.serializeFunction(() => empty, { allowSecrets: true });
  const ours = Buffer.byteLength(providerText("startedReplication"));
  const what = "provider text in the state, one line to a serialized provider that does nothing";
  return [{ what, ours, other: Buffer.byteLength(text), unit: "bytes" }];
}
