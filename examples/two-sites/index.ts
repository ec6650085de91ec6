// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import * as replication from "pulumi-opensearch-replication";

const config = new pulumi.Config();

/** A site in the configuration: its REST address, and how the other site's nodes reach it. */
interface Site {
  url: string;
  seeds: string[];
}

const username = config.get("username");
const password = config.getSecret("password");
const useRoles = config.getObject<replication.UseRoles>("useRoles");

const site = (name: string): replication.PairSite => {
  const { url, seeds } = config.requireObject<Site>(name);
  const signIn = username === undefined ? {} : { username, ...(password && { password }) };
  return { provider: new replication.Provider(name, { url, ...signIn }), seeds };
};

const shop = new replication.ReplicatedPair("shop", {
  sites: { eu: site("eu"), us: site("us") },
  // The word that switches.
  active: config.require("active"),
  indexes: config.requireObject<string[]>("indexes"),
  // For a site that is lost: pulumi config set whenUnreachable defer
  whenUnreachable: config.get<"fail" | "defer">("whenUnreachable") ?? "fail",
  // What a refusal names, and you give up: pulumi config set --path discard.orders 12
  discard: config.getObject<Record<string, number>>("discard") ?? {},
  // Where the security plugin is on: roles of the signing-in user, one on each cluster.
  ...(useRoles && { useRoles }),
});

export const active = shop.active;
export const ready = shop.ready;
export const status = shop.status;
export const behind = shop.behind;
