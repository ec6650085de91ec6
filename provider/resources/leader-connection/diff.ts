// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../../pulumi/handler-boundary";
import { withoutHidden } from "../common/properties";
import { stateNames } from "./schema";

/** What the engine is told of a connection. */
export interface ConnectionDifference {
  /** `undefined` lets the engine compare the inputs itself, so that it can show properties. */
  readonly changes: boolean | undefined;
  readonly replaces: string[];
  /** Never: the new alias is made before the old one is removed, so that what follows it can move. */
  readonly deleteBeforeReplace: false;
}

/** Compares the outputs in the state, which echo the inputs, with the inputs that are wanted. */
export function connectionDifference(olds: Properties, news: Properties): ConnectionDifference {
  const echo = Object.fromEntries(
    Object.entries(withoutHidden(olds)).filter(([name]) => !stateNames.has(name)),
  );
  const wanted = withoutHidden(news);
  const differs = (name: string): boolean => !isDeepStrictEqual(echo[name], wanted[name]);
  if (differs("alias")) return { changes: true, replaces: ["alias"], deleteBeforeReplace: false };
  const changed = [...new Set([...Object.keys(echo), ...Object.keys(wanted)])].some(differs);
  const isUnfinished = wanted["waitFor"] === "connected" && olds["connected"] !== true;
  return {
    changes: changed ? undefined : isUnfinished,
    replaces: [],
    deleteBeforeReplace: false,
  };
}
