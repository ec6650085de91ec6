// SPDX-License-Identifier: Apache-2.0

/** Answers in the recordings that the provider cannot meet, and why. */
export const notMet: readonly { readonly why: string; readonly reason: RegExp }[] = [
  {
    why: "it sends no query parameter to these",
    reason: /contains unrecognized parameter|Failed to parse value \[maybe\]/,
  },
  { why: "it always sends a body", reason: /request body( or source parameter)? is required/ },
  {
    why: "it sends JSON of the right types, and no field that is not the API's",
    reason:
      /unexpected end-of-input|Expected START_OBJECT but was|doesn't support values of type|unknown field \[(foo|nope|x)\]|failed to parse field \[use_roles\]/i,
  },
  { why: "it calls the paths that are there", reason: /_opendistro|Incorrect HTTP method/ },
  {
    why: "it never leaves these out",
    reason: /Mandatory params \[(leader_alias, )?leader_index\]|Missing pattern|Unexpected pattern/,
  },
  {
    why: "it sends no empty name",
    reason: /no such index \[\]|no such remote cluster: \[\]|Index 0 out of bounds/,
  },
  { why: "it calls no bulk endpoint", reason: /pattern parameter is required/ },
  {
    why: "it takes sniff and proxy only",
    reason: /No enum constant .*ConnectionStrategy/,
  },
  {
    why: "it asks for neither health nor index statistics there, or does without",
    reason: /cluster:monitor\/health|replication\/index\/stats/,
  },
  { why: "it reads neither documents nor pipelines", reason: /"_index":|: "\{\}"$/ },
  {
    why: "it takes this refusal for a release before 3.8",
    reason: /unknown field \[force_resume\]/,
  },
];
