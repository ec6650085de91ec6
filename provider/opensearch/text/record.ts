// SPDX-License-Identifier: Apache-2.0

/** Plain objects only: an Output is an object too, and its value is not known. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

/** What an object has under a name from outside, and not what every object has under `__proto__` or `constructor`. */
export function own<T>(object: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function withoutUndefined<T extends object>(
  values: T,
): { [name in keyof T]?: Exclude<T[name], undefined> } {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [name in keyof T]?: Exclude<T[name], undefined> };
}
