// SPDX-License-Identifier: Apache-2.0
import {
  OutputOf,
  type Program,
  type ResourceOptions,
  textOf,
  type UpOptions,
} from "../../support/mini-engine";

export type SiteName = "eu" | "us";

export const other = (site: SiteName): SiteName => (site === "eu" ? "us" : "eu");

/** What a program of a pair says. */
export interface Declared {
  readonly active: SiteName;
  readonly whenUnreachable?: "fail" | "defer";
  readonly discard?: number;
}

/** The resources of a `ReplicatedPair` with one index, as the component declares them. */
export function pairOf(
  { active, whenUnreachable = "fail", discard }: Declared,
  seeds: Readonly<Record<SiteName, string>>,
): { readonly program: Program; readonly options: NonNullable<UpOptions["options"]> } {
  const passive = other(active);
  const program: Record<string, Record<string, unknown>> = {};
  const options: Record<string, ResourceOptions> = {};
  const declare = (
    name: string,
    site: SiteName,
    handler: string,
    args: Record<string, unknown>,
    ...dependsOn: string[]
  ): void => {
    program[name] = { ...args, __provider: textOf(handler) };
    options[name] = { provider: site, dependsOn };
  };
  for (const site of [active, passive])
    declare(`${site}-connection`, site, "leaderConnection", {
      alias: other(site),
      seeds: [seeds[other(site)]],
      whenUnreachable,
    });
  const both = ["eu-connection", "us-connection"];
  const replications = [{ index: "orders" }];
  const promotable = { replications, waitFor: "promotable", whenUnreachable };
  declare(`${active}-gate`, active, "replicationGate", promotable, ...both);
  const block = (site: SiteName, blocked: boolean, ...after: string[]): void =>
    declare(
      `${site}-block`,
      site,
      "writeBlock",
      { indexes: ["orders"], blocked, reserveNames: true, whenUnreachable },
      ...after,
    );
  const shared = { index: "orders", leaderIndex: "orders", waitFor: "acknowledged" };
  const leaderAlias = (site: SiteName) => new OutputOf(`${site}-connection`, "alias");
  block(passive, true, `${active}-gate`);
  declare(`${active}-orders`, active, "startedReplication", {
    ...shared,
    leaderAlias: leaderAlias(active),
    promoted: true,
    promoteAt: new OutputOf(`${passive}-block`, "fences", "orders"),
    discard,
  });
  block(active, false, `${active}-orders`);
  declare(
    `${passive}-orders`,
    passive,
    "startedReplication",
    {
      ...shared,
      leaderAlias: leaderAlias(passive),
      promoted: false,
      promoteAt: new OutputOf(`${active}-block`, "fences", "orders"),
      supersededBy: new OutputOf(`${active}-orders`, "promotion"),
      discard,
      whenUnreachable,
    },
    `${active}-block`,
  );
  const gate = { replications, waitFor: "caughtUp", whenUnreachable };
  declare(`${passive}-gate`, passive, "replicationGate", gate, `${passive}-orders`);
  return { program, options };
}
