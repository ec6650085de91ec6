// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from "node:util";
import { parseDuration } from "../../provider/waiting/duration";

/** What `npm run clusters` is asked to do. */
export interface CommandLine {
  /** Serve until it is ended, begin a background process that does, or end such a process. */
  readonly action: "serve" | "detach" | "stop";
  /** 0 takes a free one. */
  readonly leaderPort: number;
  readonly followerPort: number;
  /** Documents of the leader's indexes by name. */
  readonly indexes: Readonly<Record<string, number>>;
  /** Whether the follower is connected to the leader from the beginning. */
  readonly isConnected: boolean;
  /** With one, both clusters ask for sign-in. */
  readonly adminPassword: string | undefined;
  /** The release that both pose as, where it is not the usual one. */
  readonly version: string | undefined;
  /** Where to write the addresses once both serve; its removal ends them. */
  readonly readyFile: string | undefined;
  /** Where to write a line for every request. */
  readonly requestLog: string | undefined;
  /** Milliseconds after which they end in any case. */
  readonly lifetime: number | undefined;
}

/** The variable for the password, since everybody on the machine can read a command line. */
export const PASSWORD_VARIABLE = "EMULATED_ADMIN_PASSWORD";

const options = {
  detach: { type: "boolean", default: false },
  stop: { type: "boolean", default: false },
  "leader-port": { type: "string", default: "0" },
  "follower-port": { type: "string", default: "0" },
  indexes: { type: "string", default: "orders:1000" },
  "no-connection": { type: "boolean", default: false },
  security: { type: "boolean", default: false },
  "admin-password": { type: "string" },
  release: { type: "string" },
  "ready-file": { type: "string" },
  "request-log": { type: "string" },
  lifetime: { type: "string" },
} as const;

/** Reads the arguments; throws on what it does not understand. */
export function readCommandLine(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): CommandLine {
  const { values } = parseArgs({ args: [...args], options });
  const action = values.stop ? "stop" : values.detach ? "detach" : "serve";
  const readyFile = values["ready-file"];
  if (action !== "serve" && readyFile === undefined) {
    throw new Error(`--${action} needs --ready-file PATH, the file that identifies them.`);
  }
  const given = values["admin-password"] ?? (environment[PASSWORD_VARIABLE] || undefined);
  return {
    action,
    readyFile,
    version: values.release === undefined ? undefined : release(values.release),
    leaderPort: port(values["leader-port"]),
    followerPort: port(values["follower-port"]),
    indexes: Object.fromEntries(values.indexes.split(",").filter(Boolean).map(index)),
    isConnected: !values["no-connection"],
    adminPassword: given ?? (values.security ? "admin" : undefined),
    requestLog: values["request-log"],
    lifetime: values.lifetime === undefined ? undefined : lifetime(values.lifetime),
  };
}

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`"${text}" is not a port.`);
  return Number(text);
}

function release(text: string): string {
  if (!/^\d+\.\d+\.\d+$/.test(text)) throw new Error(`--release takes "3.9.0" (got "${text}")`);
  return text;
}

function index(text: string): [string, number] {
  const [, name, documents] = /^([^:]+):(\d+)$/.exec(text) ?? [];
  if (name === undefined) {
    throw new Error(`--indexes takes name:documents,… (got "${text}").`);
  }
  return [name, Number(documents)];
}

function lifetime(text: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined) throw new Error(`--lifetime takes "4h" or "90s" (got "${text}")`);
  return milliseconds;
}
