// SPDX-License-Identifier: Apache-2.0
import { inputCheck } from "../../lifecycle/inputs/input-check";
import { defaults, inputSchema } from "./schema";

export const checkGate = inputCheck(inputSchema, defaults);
