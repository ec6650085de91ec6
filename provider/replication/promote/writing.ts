// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/answers/errors";
import {
  aliasesOf,
  makeWriteIndex,
  missingPipelines,
} from "../../opensearch/api/switch/write-needs";
import type { ClusterOperation } from "../operation";
import { noPipeline, noWriteIndex, writeAliasFailed } from "./messages";

/**
 * Looks at what an application needs to write to a promoted index, and that does not come along from the
 * leader. Nothing of it undoes the promotion, so that it is a warning.
 */
export async function lookAtWriting(
  { index, writeAlias }: { readonly index: string; readonly writeAlias?: string | undefined },
  { client, reads, log }: ClusterOperation,
): Promise<void> {
  try {
    if (writeAlias !== undefined) await makeWriteIndex(client, index, writeAlias);
  } catch (error) {
    if (!(error instanceof OpenSearchError)) throw error;
    await log.warn(writeAliasFailed(index, error.message));
  }
  try {
    for (const id of await missingPipelines(reads, index)) await log.warn(noPipeline(index, id));
    for (const { name, isWriteIndex } of await aliasesOf(reads, index))
      // From 3.5 on the plugin copies an alias without its write index.
      if (isWriteIndex === false && name !== writeAlias) await log.warn(noWriteIndex(index, name));
  } catch (error) {
    if (!(error instanceof OpenSearchError)) throw error;
  }
}
