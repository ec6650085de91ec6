// SPDX-License-Identifier: Apache-2.0

/** Something has changed what has the name since it was looked at; who planned on that plans again. */
export class StandingChanged extends Error {
  override readonly name = "StandingChanged";
  constructor(index: string, options?: { cause?: unknown }) {
    super(
      `Something else has changed the replication into "${index}" meanwhile, and it is left as it is. Run again.`,
      options,
    );
  }
}

/** How often an operation looks anew. */
const mostLooks = 5;

/** Does what begins with a look, and does it again where something has changed what was seen meanwhile. */
export async function lookingAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let looks = 1; ; looks++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StandingChanged) || looks >= mostLooks) throw error;
    }
  }
}
