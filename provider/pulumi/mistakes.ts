// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";

/** Whether the CLI runs the program, in a process of its own. */
const isCliProgram = /[\\/]cmd[\\/]run[\\/]/.test(process.argv[1] ?? "");

/**
 * The `dependsOn` of a resource with a mistake. A program of the CLI goes on with it, so that one preview
 * names the mistakes of all resources. Anywhere else it throws: an inline program of the Automation API
 * would wait for such a resource for ever (with @pulumi/pulumi before 3.259), and so would a unit test.
 */
export function mistaken(problem: string): Promise<never> {
  const error = new pulumi.RunError(problem);
  if (!isCliProgram) throw error;
  return Promise.reject(error);
}

/** What a resource depends on, once what is known `later` is checked, too; `now` is wrong already. Where it would be waited for, the provider's process says what is wrong `later`. */
export function checkedBefore<T>(
  now: string | undefined,
  later: () => Promise<string | undefined>,
  otherwise: T,
): T | Promise<T> {
  if (isCliProgram)
    return later().then((problem) => (problem === undefined ? otherwise : mistaken(problem)));
  return now === undefined ? otherwise : mistaken(now);
}
