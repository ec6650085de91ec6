// SPDX-License-Identifier: Apache-2.0

/** Whether a line of the clusters' request log, `follower PUT /path`, is of a request that changes something. */
export function isWrite(line: string): boolean {
  return !/^\w+ (GET|HEAD) |\/_refresh$/.test(line);
}
