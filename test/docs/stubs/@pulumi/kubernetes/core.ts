// SPDX-License-Identifier: Apache-2.0
export * as v1 from "./service";
