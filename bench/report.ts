// SPDX-License-Identifier: Apache-2.0
import { type Figures, type Measured, ratios } from "./measured";

/** For each unit the ratios, and under them the figures that they are made of. */
export function reported({ what, size, figures }: Measured): string {
  const lines = Object.entries(figures).flatMap(([unit, values]) => {
    const shares = listed(ratios(values), (name, ratio) => `${ratio.toFixed(2)} of ${name}`);
    const raw = listed(values, (name, value) => `${name} ${rounded(value)}`);
    return [...(shares === "" ? [] : [`  ${shares}`]), `      ${unit}: ${raw}`];
  });
  return [size === undefined ? what : `${what}, ${size} resources`, ...lines].join("\n");
}

function listed(figures: Figures, shown: (name: string, value: number) => string): string {
  return Object.entries(figures)
    .map(([name, value]) => shown(name, value))
    .join(" | ");
}

/** Three digits are more than a machine that does something else besides can tell. */
export function rounded(value: number): string {
  const digits = value === 0 || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return Number.isInteger(value) ? String(value) : value.toFixed(digits);
}
