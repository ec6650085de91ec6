// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import type { Log } from "../resources/common/teller";
import { engineAddress } from "./engine-address";

/** Says something to the person at the terminal, on the row of the resource where its URN is known. */
export interface EngineLog {
  /** A warning that counts as one. */
  warn(message: string, urn?: string): Promise<void>;
  /** A line that stays. */
  info(message: string, urn?: string): Promise<void>;
  /** The resource's live status, which the next one replaces. Is not waited for. */
  status(message: string, urn?: string): void;
}

/**
 * The engine's own log. The provider process is not connected to it; but the engine's address is the
 * last of the process's arguments, and with it the SDK's log reaches the terminal as a real,
 * counted warning. Without an engine (or with an SDK that changed), the message goes to stderr,
 * which the CLI shows as plain text. Never fails.
 */
export function engineLog(address: string | undefined = engineAddress()): EngineLog {
  let isConnected: boolean | undefined;
  const say = async (
    send: (resource: pulumi.Resource | undefined) => Promise<void>,
    plain: string,
    urn: string | undefined,
  ): Promise<void> => {
    isConnected ??= connect(address);
    try {
      if (!isConnected) throw new Error("no engine");
      await send(urn === undefined ? undefined : resourceWith(urn));
    } catch {
      console.error(plain);
    }
  };
  return {
    warn: (message, urn) =>
      say((resource) => pulumi.log.warn(message, resource), `warning: ${message}`, urn),
    info: (message, urn) => say((resource) => pulumi.log.info(message, resource), message, urn),
    status: (message, urn) => {
      void say((resource) => pulumi.log.info(message, resource, undefined, true), message, urn);
    },
  };
}

/** The same log, on the row of one resource. */
export function onRowOf(urn: string | undefined, log: EngineLog): Log {
  return {
    warn: (message) => log.warn(message, urn),
    info: (message) => log.info(message, urn),
    status: (message) => log.status(message, urn),
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
