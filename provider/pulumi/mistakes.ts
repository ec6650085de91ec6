// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { harmless } from "../opensearch/text/foreign";

/** Whether the CLI runs the program, in a process of its own. */
const isCliProgram = /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run[\\/]/.test(process.argv[1] ?? "");

/**
 * The `dependsOn` of a resource with a mistake. A program of the CLI goes on with it, so that one preview
 * names the mistakes of all resources. Anywhere else it throws: an inline program of the Automation API
 * would wait for such a resource for ever (with @pulumi/pulumi before 3.259), and so would a unit test.
 */
export function mistaken(problem: string): Promise<never> {
  // The CLI panics at colour marks that are not its own, which a name may hold.
  const error = new pulumi.RunError(harmless(problem));
  if (!isCliProgram) throw error;
  return Promise.reject(error);
}

/** What a resource depends on, once what is known `later` is checked, too; `now` is wrong already. Where it would be waited for, what is wrong `later` is said beside it. */
export function checkedBefore<T>(
  now: string | undefined,
  later: () => Promise<string | undefined>,
  otherwise: T,
): T | Promise<T> {
  if (isCliProgram)
    return later().then((problem) => (problem === undefined ? otherwise : mistaken(problem)));
  if (now !== undefined) return mistaken(now);
  // It fails the deployment, and nothing waits for it.
  void later().then((problem) => {
    if (problem !== undefined) void pulumi.log.error(harmless(problem));
  });
  return otherwise;
}
