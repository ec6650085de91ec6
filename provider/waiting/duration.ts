// SPDX-License-Identifier: Apache-2.0

const unitMilliseconds = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/**
 * A span of time: a whole or decimal number and a unit (`ms`, `s`, `m` or `h`).
 *
 * @example "90s"
 */
export type Duration = `${number}${keyof typeof unitMilliseconds}`;

/** What a duration has to look like, in words, for messages. */
export const durationRule = 'a number followed by ms, s, m or h and above zero, such as "90s"';

/**
 * Milliseconds of a duration, or `undefined` where the text is not one (or not above zero). One of several
 * units, such as `1h30m`, is how the engine's language writes it in the option `customTimeouts`.
 */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/([\d.]+)(ms|s|m|h)/g)].map(
    ([, count, unit]) => Number(count) * unitMilliseconds[unit as keyof typeof unitMilliseconds],
  );
  const milliseconds = parts.reduce((sum, part) => sum + part);
  return Number.isFinite(milliseconds) && milliseconds >= 1 ? milliseconds : undefined;
}

/** A duration for people: `850 ms`, `12 s`, `4 min 5 s`, `1 h 2 min`. */
export function describeDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60)
    return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}
