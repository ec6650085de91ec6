// SPDX-License-Identifier: Apache-2.0

/** Changes the process's environment, for libraries that read it themselves; gives the way back. */
export function changeEnvironment(
  changes: Readonly<Record<string, string | undefined>>,
): () => void {
  const before = Object.keys(changes).map((name) => [name, process.env[name]] as const);
  const set = ([name, value]: readonly [string, string | undefined]): void => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  Object.entries(changes).forEach(set);
  return () => before.forEach(set);
}
