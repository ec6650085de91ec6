// SPDX-License-Identifier: Apache-2.0

/** The text of a provider that does nothing, as short as it can be. */
export const idleText =
  "exports.handler=()=>({check:async(o,n)=>({inputs:n}),diff:async()=>({changes:false})})";
