// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../../pulumi/handler-boundary";
import { compareInputs, hasOtherHost } from "../common/comparison";
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
  const { differs, anyDiffers } = compareInputs(olds, news, stateNames);
  if (differs("alias")) return { changes: true, replaces: ["alias"], deleteBeforeReplace: false };
  const isUnfinished = news["waitFor"] === "connected" && olds["connected"] !== true;
  return {
    changes: hasOtherHost(olds, news) || (anyDiffers ? undefined : isUnfinished),
    replaces: [],
    deleteBeforeReplace: false,
  };
}
