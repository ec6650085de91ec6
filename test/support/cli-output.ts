// SPDX-License-Identifier: Apache-2.0

/** What a run of the CLI did to which resource, in the order in which it was done: `created orders`. */
export function changesIn(output: string): string[] {
  const rows = output.matchAll(
    /^ *(?:\+|-|~|\+-|-\+|\+\+|--) +[\w-]+:\S+ (\S+) (created|updated|replaced|deleted)\b/gm,
  );
  // A row with a message is said once more.
  return [...new Set([...rows].map(([, name, did]) => `${did} ${name}`))].filter(
    (change) => !/^\w+ replication-test-test$/.test(change),
  );
}
