// SPDX-License-Identifier: Apache-2.0
import type { Holdings } from "../opensearch/api/holdings";

/** Properties that people see. */
export type Properties = Readonly<Record<string, unknown>>;

/** What is kept with a resource, in its inputs and in its state, and people do not see. It holds no secret. */
export interface Memory {
  /** The URN that it was saved under. */
  readonly urn?: string | undefined;
  /** The address that its cluster was known by; left out where the settings named none. */
  readonly host?: string | undefined;
  /** The job is only half done, and an update continues it. A refresh takes the mark away. */
  readonly unfinished?: true | undefined;
  /** What an old copy held when it was stopped to be replaced: it may be deleted while it holds just that. */
  readonly stopped?: Holdings | undefined;
  /** The connections that a rule was of before it moved to another; what it has made stays with them. */
  readonly formerAliases?: readonly string[] | undefined;
  /** Followers that a rule covers and that resources of the stack own: it never stops them. */
  readonly beside?: readonly string[] | undefined;
  /** Such followers at other addresses: whether these are of the rule's cluster is not known. */
  readonly elsewhere?: readonly string[] | undefined;
}

/** The inputs of a resource, or its state: outputs, with the inputs among them. What is `undefined` in it is not saved. */
export interface Saved {
  readonly properties: Properties;
  readonly memory: Memory;
}
