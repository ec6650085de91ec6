// SPDX-License-Identifier: Apache-2.0

/** Values by the names of those of whom they were measured; ours among them. */
export type Figures = Readonly<Record<string, number>>;

/** Whose figures every ratio is of. */
export const ours = "ours";

/** One thing measured of several, side by side in one run. */
export interface Measured {
  readonly what: string;
  /** How many resources, where it is measured of several numbers of them. */
  readonly size?: number;
  /** By unit, the one that the ratios are of first. */
  readonly figures: Readonly<Record<string, Figures>>;
}

/** How much of each of the others' figures ours is; none where the other's is nothing. */
export function ratios(figures: Figures): Record<string, number> {
  const own = figures[ours];
  const others = Object.entries(figures).filter(([name, value]) => name !== ours && value > 0);
  return own === undefined
    ? {}
    : Object.fromEntries(others.map(([name, value]) => [name, own / value]));
}

/**
 * What one more resource costs among many, to what it costs among few: between the two largest sizes,
 * divided by that between the two smallest of three. 1 is linear; `undefined` where it cannot be told.
 */
export function slope(
  bySize: readonly (readonly [size: number, value: number])[],
): number | undefined {
  const [small, middle, large] = [...bySize].sort(([a], [b]) => a - b).slice(-3);
  if (small === undefined || middle === undefined || large === undefined) return undefined;
  const few = (middle[1] - small[1]) / (middle[0] - small[0]);
  const many = (large[1] - middle[1]) / (large[0] - middle[0]);
  return few > 0 ? many / few : undefined;
}

/** The slopes of everything that was measured of three sizes, unit by unit. */
export function slopes(all: readonly Measured[]): Measured[] {
  const sized = all.filter(({ size }) => size !== undefined);
  return [...new Set(sized.map(({ what }) => what))].flatMap((what) => {
    const same = sized.filter((one) => one.what === what);
    const byUnit = Object.keys(same[0]?.figures ?? {}).map(
      (unit) => [`times, ${unit}`, slopesOf(same, unit)] as const,
    );
    const told = byUnit.filter(([, figures]) => Object.keys(figures).length > 0);
    const title = `${what}: one more among many, to one more among few`;
    return told.length === 0 ? [] : [{ what: title, figures: Object.fromEntries(told) }];
  });
}

function slopesOf(same: readonly Measured[], unit: string): Figures {
  const names = Object.keys(same[0]?.figures[unit] ?? {});
  const found = names.flatMap((name) => {
    const points = same.flatMap(({ size, figures }): [number, number][] => {
      const value = figures[unit]?.[name];
      return size === undefined || value === undefined ? [] : [[size, value]];
    });
    const value = slope(points);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
