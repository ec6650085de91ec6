// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The largest memory that descendants of a process with such a command line have had, in MB; watched until stopped. */
export interface MemoryWatch {
  /** `undefined` where the system has no /proc or no such process was met. */
  stop(): number | undefined;
}

/** Looks often enough to meet a process in its last moments: the kernel itself keeps the peak (VmHWM). */
export function watchMemory(root: number, commandLine: string): MemoryWatch {
  let peak: number | undefined;
  const look = (): void => {
    for (const pid of descendants(root)) {
      if (!read(pid, "cmdline").includes(commandLine)) continue;
      const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(read(pid, "status")) ?? [];
      if (kilobytes !== undefined) peak = Math.max(peak ?? 0, Number(kilobytes) / 1_024);
    }
  };
  const timer = existsSync("/proc/self/stat") ? setInterval(look, 200) : undefined;
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

/** CPU seconds of all child processes that have ended, theirs included; `undefined` without /proc. */
export function cpuOfChildren(): number | undefined {
  // Fields are counted from behind the command, which may hold blanks; cutime and cstime are 16th and 17th.
  const fields = read("self", "stat").split(") ")[1]?.split(" ");
  return fields === undefined ? undefined : (Number(fields[13]) + Number(fields[14])) / ticks;
}

/** USER_HZ, which Linux has kept at 100 for programs whatever the kernel's own clock. */
const ticks = 100;

function descendants(root: number): number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => [Number(pid), Number(read(pid, "stat").split(") ")[1]?.split(" ")[1])] as const);
  const found = [root];
  // The list grows while it is walked.
  for (const one of found)
    found.push(...parents.filter(([, parent]) => parent === one).map(([pid]) => pid));
  return found;
}

/** Empty for a process that has just ended. */
function read(process: number | string, file: string): string {
  try {
    return readFileSync(`/proc/${process}/${file}`, "utf8");
  } catch {
    return "";
  }
}
