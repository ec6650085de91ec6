// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import type { Journal } from "../lifecycle/claims/journal";
import type { ObjectKind } from "../lifecycle/claims/note";
import { sharedJournal } from "../lifecycle/claims/shared-journal";
import { clusterAddress } from "../opensearch/settings/addresses";
import { knownValue } from "./known-values";
import { settingsFor } from "./look-up-settings";

/** What a resource is to have on the cluster, and the inputs that make up its name. */
export interface ClaimedObject {
  readonly kind: ObjectKind;
  readonly namedBy: readonly [string, ...string[]];
  /** Left out where there is one such input, which is the name. */
  readonly nameOf?: (parts: readonly string[]) => string;
}

/** How long a claim waits for the provider's address, which may come from a resource that is not made yet. */
const addressPatience = 1_000;

/**
 * Claims a resource's object while the program runs. The engine checks only what it gets to: what
 * `--target` or `--exclude` leaves out, or what waits for something that failed, is declared all the
 * same, and nothing may be removed under its name.
 */
export function claimInProgram(
  { kind, namedBy, nameOf = ([name = ""]) => name }: ClaimedObject,
  given: pulumi.Inputs,
  urn: pulumi.Output<string>,
  provider: pulumi.ProviderResource | undefined,
): void {
  const journal = programJournal();
  if (journal === undefined) return;
  const claim = async (): Promise<void> => {
    const parts = await Promise.all(namedBy.map((part) => textOf(given[part])));
    if (!parts.every((part) => part !== undefined)) return;
    const known = await textOf(urn);
    if (known === undefined) return;
    const object = { kind, name: nameOf(parts) };
    const host = await Promise.race([hostOf(provider), afterPatience()]);
    journal.write({ note: "claimed", urn: known, ...object, host });
  };
  // What cannot be claimed here is claimed by its check.
  claim().catch(() => undefined);
}

async function textOf(value: pulumi.Input<unknown>): Promise<string | undefined> {
  const known = await knownValue(pulumi.output(value));
  return typeof known?.value === "string" ? known.value : undefined;
}

async function hostOf(provider: pulumi.ProviderResource | undefined): Promise<string> {
  const settings = await knownValue(settingsFor({ provider }));
  return settings === undefined ? "" : clusterAddress(settings.value.raw);
}

function afterPatience(): Promise<string> {
  return new Promise((resolve) => void setTimeout(resolve, addressPatience, "").unref());
}

const journals = new Map<string, Journal>();

/** The journal of the deployment that the program runs in; a process may run several at a time. */
function programJournal(): Journal | undefined {
  const address = engineAddress();
  if (address === undefined) return undefined;
  const known = journals.get(address);
  if (known !== undefined) return known;
  const journal = sharedJournal(address, { isProgram: true });
  journals.set(address, journal);
  return journal;
}

/** The address of the engine, which provider processes get as an argument. */
function engineAddress(): string | undefined {
  const engine = pulumi.runtime.getEngine() as
    { getChannel?: () => { getTarget?: () => string } } | undefined;
  const target = engine?.getChannel?.().getTarget?.();
  const address = target?.replace(/^\w+:(\/\/\/)?(?=[^/]*:\d+$)/, "");
  return address !== undefined && /^[^\s/]+:\d+$/.test(address) ? address : undefined;
}
