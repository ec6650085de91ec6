// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";

/** Says something to the person at the terminal. */
export interface EngineLog {
  /** A warning that counts as one. */
  warn(message: string): Promise<void>;
}

/**
 * The engine's own log. The provider process is not connected to it; but the engine's address is the
 * last of the process's arguments, and with it the SDK's log reaches the terminal as a real,
 * counted warning. Without an engine (or with an SDK that changed), the message goes to stderr,
 * which the CLI shows as plain text. Never fails.
 */
export function engineLog(address: string | undefined = engineAddress()): EngineLog {
  let connected: boolean | undefined;
  const connect = (): boolean => {
    if (address === undefined) return false;
    try {
      pulumi.runtime.resetOptions("", "", -1, address, "", false, "");
      return true;
    } catch {
      return false;
    }
  };
  return {
    async warn(message) {
      connected ??= connect();
      try {
        if (!connected) throw new Error("no engine");
        await pulumi.log.warn(message);
      } catch {
        console.error(`warning: ${message}`);
      }
    },
  };
}

function engineAddress(): string | undefined {
  const last = process.argv.at(-1);
  return last !== undefined && /^[^\s/]+:\d+$/.test(last) ? last : undefined;
}
