// SPDX-License-Identifier: Apache-2.0
import { settingLines } from "./command-line";

/** What `--help` says. */
export const help = `pulumi-opensearch-replication status [INDEX…]      how the replications of a cluster stand
pulumi-opensearch-replication generate --out DIR   a Pulumi program that takes them over

status
  INDEX…                 these follower indexes only; patterns with * may be used
  --site NAME=URL        look at this cluster, under this name; may be given twice
  --json                 as JSON
  --prometheus           as Prometheus's text format
  --watch                look again and again, until Ctrl-C
  --interval SECONDS     how often; default 2
  --max-lag N            further behind than N operations is a fault
  --max-lag-seconds N    a missing operation that is older than N seconds is a fault
  --timestamp-field F    the field by which documents tell when they were written; default @timestamp
  --stack                compare with the \`pulumi stack export\` on standard input
  Exit status: 1 something is paused, failed, ahead, too far behind, or matches a rule and follows nothing,
  or is stopped, if it is named or of the stack; else 2 it cannot be told; else 0 all flows.

generate
  --out DIR              where to write it; default infra. Files that are there are not written over
  --language L           typescript, the default, or yaml, which needs the plugin (docs/guides/every-language.md)
  --name NAME            the project's name; default the folder's

The follower cluster, as for the provider; variables come second, and an address that is a variable takes
no sign-in that is an option:
${settingLines.join("\n")}
`;
