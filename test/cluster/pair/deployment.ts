// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "../../support/grpc-calls";
import { Stack } from "./stack";

const name = "copy";

/** A program with one replication. */
export class Deployment {
  private readonly stack = new Stack();
  readonly warnings = this.stack.warnings;

  /** `pulumi up`; returns what was done, and fails the test when it fails. */
  up(args: Properties): Promise<readonly string[]> {
    return this.stack.up({ [name]: args });
  }

  /** `pulumi up` that has to fail; returns what it said. */
  refusedUp(args: Properties): Promise<string> {
    return this.stack.refusedUp({ [name]: args });
  }

  refresh(): Promise<void> {
    return this.stack.refresh();
  }

  /** `pulumi refresh` that may fail; returns what it said. */
  triedRefresh(): Promise<string | undefined> {
    return this.stack.triedRefresh();
  }

  destroy(): Promise<void> {
    return this.stack.destroy();
  }

  /** Whether the state knows the replication. */
  get isSaved(): boolean {
    return this.stack.has(name);
  }

  /** What the state says of the replication. */
  get outputs(): Properties {
    return this.stack.outputs(name);
  }

  /** Puts the state back to what it was before `work`, as a state that was restored from a backup. */
  forgetting(work: () => Promise<void>): Promise<void> {
    return this.stack.forgetting(work);
  }
}
