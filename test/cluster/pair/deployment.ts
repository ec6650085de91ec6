// SPDX-License-Identifier: Apache-2.0
import {
  type RawSettings,
  type SettingName,
  settingVariables,
} from "../../../provider/opensearch/settings";
import { MiniEngine, type RunOutcome } from "../../support/mini-engine";
import { type Properties, type ProviderHost, startProviderHost } from "../../support/provider-host";
import type { ProviderProcess } from "../../support/provider-process";
import { thePair } from "./pair";

const name = "copy";

/**
 * A program with one replication, deployed in the engine's order through the SDK's real provider
 * process; every command begins a new one.
 */
export class Deployment {
  readonly warnings: string[] = [];
  private readonly engine = new MiniEngine(() => this.newProcess());

  /** `pulumi up`; returns what was done, and fails the test when it fails. */
  async up(args: Properties): Promise<readonly string[]> {
    return succeeded("up", await this.engine.up({ [name]: args }));
  }

  /** `pulumi up` that has to fail; returns what it said. */
  async refusedUp(args: Properties): Promise<string> {
    const { failure, steps } = await this.engine.up({ [name]: args });
    if (failure === undefined) throw new Error(`up should have failed, but did: ${steps.join()}`);
    return failure;
  }

  async refresh(): Promise<void> {
    succeeded("refresh", await this.engine.refresh());
  }

  /** `pulumi refresh` that may fail; returns what it said. */
  async triedRefresh(): Promise<string | undefined> {
    return (await this.engine.refresh()).failure;
  }

  async destroy(): Promise<void> {
    succeeded("destroy", await this.engine.destroy());
  }

  /** Whether the state knows the replication. */
  get isSaved(): boolean {
    return this.engine.resources.has(name);
  }

  /** What the state says of the replication. */
  get outputs(): Properties {
    const saved = this.engine.resources.get(name);
    if (saved === undefined) throw new Error("The replication is not in the state.");
    return saved.outputs;
  }

  /** Puts the state back to what it was before `work`, as a state that was restored from a backup. */
  async forgetting(work: () => Promise<void>): Promise<void> {
    const before = new Map(this.engine.resources);
    await work();
    for (const [key, saved] of before) this.engine.resources.set(key, saved);
  }

  private async newProcess(): Promise<ProviderProcess> {
    const host = await newHost();
    const end = async (): Promise<void> => {
      const warned = host.engine.messages.filter(({ severity }) => severity === "warning");
      this.warnings.push(...warned.map(({ message }) => message));
      await host.close();
    };
    return { ...host, end };
  }
}

/** The SDK's real provider process, with the follower's settings. */
export async function newHost(): Promise<ProviderHost> {
  const host = await startProviderHost();
  await host.configure(configuration());
  return host;
}

function succeeded(command: string, { steps, failure }: RunOutcome): readonly string[] {
  if (failure !== undefined) throw new Error(`${command} failed: ${failure}`);
  return steps;
}

/** The follower's settings, as stack configuration. */
function configuration(): Record<string, string> {
  return named(thePair().surroundings.raw, (name) => `opensearch:${name}`);
}

/** The same settings as environment, for an address of this machine that leads to the follower. */
export function variables(url: string): Record<string, string> {
  const { raw, follower } = thePair().surroundings;
  const { signIn } = follower;
  // A sign-in that stood in the address would be lost with it.
  const credentials =
    signIn.kind === "basic" ? { username: signIn.username, password: signIn.password } : {};
  const withoutTls = { ...raw, ...credentials, url, caCert: undefined, insecure: undefined };
  return named(withoutTls, (name) => settingVariables[name]);
}

function named(settings: RawSettings, nameOf: (name: SettingName) => string) {
  const entries = Object.entries(settings) as [SettingName, string | undefined][];
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[nameOf(name), value]])),
  ) as Record<string, string>;
}
