// SPDX-License-Identifier: Apache-2.0
import { inputCheck } from "../common/input-check";
import { defaults, inputSchema } from "./schema";

/** The check of a gate's inputs. */
export const checkGate = inputCheck(inputSchema, defaults);
