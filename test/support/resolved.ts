// SPDX-License-Identifier: Apache-2.0
import {
  type Client,
  type ClientContext,
  createClient,
} from "../../provider/opensearch/client/client";
import type { ClientSettings } from "../../provider/opensearch/settings/client-settings";
import type { RawSettings } from "../../provider/opensearch/settings/table";
import { resolveSettings } from "../../provider/opensearch/settings/resolve-settings";

/** Settings that must be in order. */
export function resolved(raw: RawSettings): ClientSettings {
  const result = resolveSettings(raw);
  if ("settings" in result) return result.settings;
  throw new Error(result.problems.join("; "));
}

/** What is wrong with settings. */
export function problemsOf(raw: RawSettings): readonly string[] {
  const result = resolveSettings(raw);
  return "problems" in result ? result.problems : [];
}

/** A client that takes nothing from the machine's environment. */
export function clientOf(raw: RawSettings, context: ClientContext = {}): Client {
  return createClient(resolved(raw), { proxyOf: () => "", ...context });
}

/** The simplest call. */
export const ping = { doing: "reach the cluster", method: "GET", segments: [] } as const;
