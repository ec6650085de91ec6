// SPDX-License-Identifier: Apache-2.0
import type { Clock } from "../../waiting/clock";
import type { CommandLine } from "../command-line";
import type { ReplicationInfo } from "../../reads/replication-info";
import { LagHistory } from "./lag-history";
import { lookAt } from "./look";
import { prometheusText } from "./prometheus";
import { declaredIn, type Mismatch, mismatchOf } from "./stack";
import { paint, type Screen } from "./table";
import { lookLines } from "./text";
import { exitStatus, type Failed, type Look, type Row } from "./verdict";

/** What the command takes from the process that it runs in. */
export interface Terminal extends Screen {
  /** How many lines the terminal has. */
  readonly height?: number | undefined;
  readonly write: (text: string) => void;
  /** Everything on standard input. */
  readonly input: () => Promise<string>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** `status`: looks once, or again and again until it is ended; the exit status. */
export async function status(line: CommandLine, terminal: Terminal): Promise<number> {
  const { options, targets, names } = line;
  const declared = options.stack ? declaredIn(await terminal.input()) : undefined;
  const history = new LagHistory();
  const { clock } = terminal;
  const look = async (): Promise<readonly (Look | Failed)[]> => {
    const seconds = (site: string, info: ReplicationInfo): number | undefined =>
      history.secondsBehind(site, info, clock.now());
    const looks = await Promise.all(
      targets.map((target) =>
        lookAt(target, { ...options, names }, clock, options.watch ? seconds : undefined),
      ),
    );
    for (const one of looks)
      if (!("error" in one)) for (const row of one.rows) history.note(one.site, row, clock.now());
    return looks;
  };
  const shown = (looks: readonly (Look | Failed)[]): string => {
    if (options.prometheus) return prometheusText(looks);
    const mismatches = looks.map((one) =>
      declared === undefined || "error" in one ? undefined : mismatchOf(declared, one, names),
    );
    if (options.json) return `${JSON.stringify(looks.map(asJson(mismatches)), null, 2)}\n`;
    const watched = (row: Row) => watchedRow(history, row, clock);
    const blocks = looks.map((one, at) =>
      [
        ...lookLines(one, terminal, options.watch ? watched : undefined),
        ...mismatchLines(mismatches[at], terminal),
      ].join("\n"),
    );
    return `${blocks.join("\n\n")}\n`;
  };
  const statusOf = (looks: readonly (Look | Failed)[]): number => {
    const seen = looks.flatMap((one) => ("error" in one ? [] : [one]));
    const failed = looks.flatMap((one) => ("error" in one ? [one] : []));
    const isUnlike = seen.some((one) => {
      if (declared === undefined) return false;
      const { still, undeclared, isElsewhere } = mismatchOf(declared, one, names);
      return isElsewhere || still.length + undeclared.length > 0;
    });
    return isUnlike ? 1 : exitStatus(seen, failed);
  };
  const first = await look();
  if (!options.watch) {
    terminal.write(shown(first));
    return statusOf(first);
  }
  return watch(first, { look, shown, statusOf, interval: options.interval }, terminal);
}

interface Watching {
  readonly look: () => Promise<readonly (Look | Failed)[]>;
  readonly shown: (looks: readonly (Look | Failed)[]) => string;
  readonly statusOf: (looks: readonly (Look | Failed)[]) => number;
  readonly interval: number;
}

/** On a terminal each look is drawn over the last one; piped, they follow one another. */
async function watch(
  first: readonly (Look | Failed)[],
  { look, shown, statusOf, interval }: Watching,
  terminal: Terminal,
): Promise<number> {
  const { write, clock, signal } = terminal;
  const isTerminal = terminal.width !== undefined;
  const ended = new Promise<undefined>((resolve) => {
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  if (isTerminal) write("\x1b[?25l\x1b[2J");
  let looks = first;
  for (;;) {
    const text = isTerminal ? cutTo(terminal.height, shown(looks)) : shown(looks);
    // Each line is erased to its end, and what stood below is, too.
    write(isTerminal ? `\x1b[H${text.replaceAll("\n", "\x1b[K\n")}\x1b[J` : `${text}\n`);
    await clock.sleep(interval, signal).catch(() => undefined);
    const next = signal.aborted ? undefined : await Promise.race([look(), ended]);
    if (next === undefined) break;
    looks = next;
  }
  if (isTerminal) write("\x1b[?25h");
  return statusOf(looks);
}

/** What has more lines than the terminal would scroll away under the next look. */
function cutTo(height: number | undefined, text: string): string {
  const lines = text.trimEnd().split("\n");
  if (height === undefined || lines.length < height) return text;
  const shown = lines.slice(0, Math.max(1, height - 2));
  return `${shown.join("\n")}\n… ${lines.length - shown.length} more lines; name indexes to see these\n`;
}

function watchedRow(history: LagHistory, { site, index }: Row, clock: Clock) {
  const since = history.since(site, index);
  const ago = since === undefined ? undefined : clock.now() - since;
  const begun = ago === undefined ? "" : new Date(clock.wallTime() - ago).toISOString();
  return { since: begun.slice(11, 19), line: history.line(site, index) };
}

function asJson(mismatches: readonly (Mismatch | undefined)[]) {
  return (look: Look | Failed, at: number): unknown => {
    if ("error" in look) return look;
    const { estate, site } = look;
    const stack = mismatches[at];
    const replications = look.rows;
    const named = site === "" ? {} : { site };
    return { ...named, ...estate, replications, ...(stack && { stack }) };
  };
}

function mismatchLines(mismatch: Mismatch | undefined, screen: Screen): string[] {
  if (mismatch === undefined) return [];
  const { still, undeclared, isElsewhere } = mismatch;
  if (isElsewhere)
    return [
      paint(
        screen,
        "red",
        "What the stack declares is on another cluster, or this one was made anew.",
      ),
    ];
  if (still.length + undeclared.length === 0) return ["The stack declares just what flows."];
  const line = (title: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [paint(screen, "red", `${title}: ${names.join(", ")}`)];
  return [
    ...line("Declared, and not flowing", still),
    ...line("Flowing, and not declared", undeclared),
  ];
}
