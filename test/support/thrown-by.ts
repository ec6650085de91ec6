// SPDX-License-Identifier: Apache-2.0

/** What a promise is rejected with; fails when it is not. */
export async function thrownBy(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw new TypeError(`Something else than an Error was thrown: ${String(error)}`, {
      cause: error,
    });
  }
  throw new Error("Nothing was thrown.");
}
