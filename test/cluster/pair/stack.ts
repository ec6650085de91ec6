// SPDX-License-Identifier: Apache-2.0
import type { RawSettings } from "../../../provider/opensearch/settings/table";
import { MiniEngine, type Program, type RunOutcome } from "../../support/mini-engine";
import type { Properties } from "../../support/grpc-calls";
import type { ProviderProcess } from "../../support/provider-process";
import { newHost } from "./provider-settings";

/**
 * A program of several resources, deployed in the engine's order through the SDK's real provider
 * process; every command begins a new one.
 */
export class Stack {
  readonly warnings: string[] = [];
  private readonly engine = new MiniEngine(() => this.newProcess());

  /** With the follower's settings, or others. */
  constructor(private readonly settings?: RawSettings) {}

  /** `pulumi up`; returns what was done, and fails the test when it fails. */
  async up(program: Program): Promise<readonly string[]> {
    return succeeded("up", await this.engine.up(program));
  }

  /** `pulumi up` that has to fail; returns what it said. */
  async refusedUp(program: Program): Promise<string> {
    return failed("up", await this.engine.up(program));
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

  /** `pulumi destroy` that has to fail; returns what it said. */
  async refusedDestroy(): Promise<string> {
    return failed("destroy", await this.engine.destroy());
  }

  /** Whether the state knows a resource. */
  has(name: string): boolean {
    return this.engine.resources.has(name);
  }

  /** What the state says of a resource. */
  outputs(name: string): Properties {
    const saved = this.engine.resources.get(name);
    if (saved === undefined) throw new Error(`The resource "${name}" is not in the state.`);
    return saved.outputs;
  }

  /** Puts the state back to what it was before `work`, as a state that was restored from a backup. */
  async forgetting(work: () => Promise<void>): Promise<void> {
    const putBack = this.engine.backup();
    await work();
    putBack();
  }

  private async newProcess(): Promise<ProviderProcess> {
    const host = await newHost(this.settings);
    const end = async (): Promise<void> => {
      const warned = host.engine.messages.filter(({ severity }) => severity === "warning");
      this.warnings.push(...warned.map(({ message }) => message));
      await host.close();
    };
    return { ...host, end };
  }
}

function succeeded(command: string, { steps, failure }: RunOutcome): readonly string[] {
  if (failure !== undefined) throw new Error(`${command} failed: ${failure}`);
  return steps;
}

function failed(command: string, { steps, failure }: RunOutcome): string {
  if (failure !== undefined) return failure;
  throw new Error(`${command} should have failed, but did: ${steps.join()}`);
}
