// SPDX-License-Identifier: Apache-2.0
import { harmless } from "../../opensearch/text/foreign";
import type { Log } from "../../waiting/progress-log";
import type { RpcCall } from "./wire/rpc";

const severities = { info: 1, warning: 2 } as const;

/**
 * The engine's log (`Engine.Log`), on the row of the resource with this URN, where that is known. Without
 * an engine the message goes to stderr, which the CLI shows as plain text.
 */
export function engineLog(engine: () => RpcCall | undefined): (urn: string | undefined) => Log {
  return (urn = "") => {
    const say = async (
      kind: keyof typeof severities,
      text: string,
      ephemeral = false,
    ): Promise<void> => {
      const message = harmless(text);
      try {
        const call = engine();
        if (call === undefined) throw new Error("no engine");
        const request = { severity: severities[kind], message, urn, ephemeral };
        await call("Engine/Log", ["LogRequest", request], "Empty");
      } catch {
        // What only tells how far a wait is, is of no use later on.
        if (!ephemeral) console.error((kind === "warning" ? "warning: " : "") + message);
      }
    };
    return {
      warn: (text) => say("warning", text),
      info: (text) => say("info", text),
      status: (text) => void say("info", text, true),
    };
  };
}
