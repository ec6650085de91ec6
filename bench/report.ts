// SPDX-License-Identifier: Apache-2.0
import { type Measured, ratios } from "./measured";

/** Ratios first, the figures that they are made of under them. */
export function reported({ what, size, figures }: Measured): string {
  const [first] = Object.values(figures);
  const shares = Object.entries(ratios(first ?? {})).map(
    ([name, ratio]) => `${ratio.toFixed(2)} of ${name}`,
  );
  const units = Object.entries(figures);
  const width = Math.max(0, ...units.map(([unit]) => unit.length));
  const raw = units.map(([unit, values]) => {
    const listed = Object.entries(values).map(([name, value]) => `${name} ${rounded(value)}`);
    return `    ${unit.padEnd(width)}  ${listed.join(" | ")}`;
  });
  const title = size === undefined ? what : `${what}, ${size} resources`;
  return [title, ...(shares.length === 0 ? [] : [`  ${shares.join(" | ")}`]), ...raw].join("\n");
}

/** Three digits are more than a machine that does something else besides can tell. */
export function rounded(value: number): string {
  const digits = value === 0 || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return Number.isInteger(value) ? String(value) : value.toFixed(digits);
}
