// SPDX-License-Identifier: Apache-2.0

/** There is nothing that may be done; the message says why, and the way out. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
