// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { inLines } from "../opensearch/answers/lines";
import type { Client } from "../opensearch/client/client";
import { openReads } from "../reads/reads";
import {
  knownSettings,
  type LookUpOptions,
  type LookUpSettings,
  settingsFor,
} from "./look-up-settings";

/** The promise of a look-up, which `instead` names the form of that takes outputs. */
export async function promised<R>(
  instead: string,
  opts: LookUpOptions,
  ask: (client: Client) => Promise<R>,
): Promise<R> {
  return inASentence(async () => ask(await open(await knownSettings(opts, instead))));
}

/** The output of a look-up. The result is as secret as the arguments: the settings, which are secret, are not part of it. */
export function resolved<A, R>(
  args: pulumi.Output<A>,
  opts: LookUpOptions,
  ask: (client: Client, args: A) => Promise<R>,
): pulumi.Output<R> {
  const settings = pulumi.unsecret(settingsFor(opts));
  const both = pulumi.all([args, settings]) as pulumi.Output<[A, LookUpSettings]>;
  return both.apply<R>(([known, given]) => inASentence(async () => ask(await open(given), known)));
}

function open({ raw, configured }: LookUpSettings): Promise<Client> {
  return openReads(raw, undefined, configured);
}

/** The SDK prints the message of a RunError, but the stack of any other error, which hides the message. */
async function inASentence<R>(ask: () => Promise<R>): Promise<R> {
  try {
    return await ask();
  } catch (error) {
    const isShown: boolean = pulumi.RunError.isInstance(error);
    if (isShown || !(error instanceof Error)) throw error;
    throw Object.assign(new pulumi.RunError(inLines(error)), { cause: error });
  }
}
