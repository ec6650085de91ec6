// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { harmless } from "../../opensearch/text/foreign";
import type { Log } from "../../waiting/progress-log";
import { engineAddress } from "../process/engine-address";

type Send = (message: string, row: pulumi.Resource | undefined) => Promise<void>;

/** Speaks on the row of the resource with this URN, where that is known. */
export type EngineLog = (urn: string | undefined) => Log;

/**
 * The engine's own log. The provider process is not connected to it; but the engine's address is the
 * last of the process's arguments, and with it the SDK's log reaches the terminal as a real,
 * counted warning. Without an engine (or with an SDK that changed), the message goes to stderr,
 * which the CLI shows as plain text.
 */
export function engineLog(address: string | undefined = engineAddress()): EngineLog {
  let isConnected: boolean | undefined;
  return (urn) => {
    const say = async (text: string, send: Send, mark = ""): Promise<void> => {
      const message = harmless(text);
      isConnected ??= connect(address);
      try {
        if (!isConnected) throw new Error("no engine");
        await send(message, urn === undefined ? undefined : resourceWith(urn));
      } catch {
        console.error(mark + message);
      }
    };
    return {
      warn: (text) => say(text, pulumi.log.warn, "warning: "),
      info: (text) => say(text, pulumi.log.info),
      status: (text) =>
        void say(text, (message, row) => pulumi.log.info(message, row, undefined, true)),
    };
  };
}

function connect(address: string | undefined): boolean {
  if (address === undefined) return false;
  try {
    pulumi.runtime.resetOptions("", "", -1, address, "", false, "");
    return true;
  } catch {
    return false;
  }
}

/** The log asks a resource for nothing but its URN. */
function resourceWith(urn: string): pulumi.Resource {
  return { urn: pulumi.output(urn) } as pulumi.Resource;
}
