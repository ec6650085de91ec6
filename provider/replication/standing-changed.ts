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
