// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from "node:events";
import { expect } from "chai";
import { interruptible, type SignalSource } from "../../../sandbox/pulumi/interrupt";
import { thrownBy } from "../../support/thrown-by";

class FakeProcess extends EventEmitter {
  readonly pid = 42;
  readonly killed: [number, NodeJS.Signals][] = [];

  kill(pid: number, name: NodeJS.Signals): void {
    this.killed.push([pid, name]);
  }
}

describe("Interruptible work", () => {
  const aborted = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });
  const listeners = (source: SignalSource) =>
    source.listenerCount("SIGINT") + source.listenerCount("SIGTERM");

  it("gives its result and leaves no listener behind", async () => {
    const source = new FakeProcess();
    expect(await interruptible(() => Promise.resolve(7), source)).to.equal(7);
    expect(listeners(source)).to.equal(0);
    expect(source.killed).to.deep.equal([]);
  });

  it("is aborted by a signal, which ends the process once the work has cleaned up", async () => {
    const source = new FakeProcess();
    let cleaned = false;
    const work = interruptible(
      (signal) =>
        aborted(signal).finally(() => {
          expect(source.killed).to.deep.equal([]);
          cleaned = true;
        }),
      source,
    );
    source.emit("SIGINT", "SIGINT");
    expect((await thrownBy(work)).message).to.equal("Interrupted by SIGINT.");
    expect(cleaned).to.equal(true);
    expect(source.killed).to.deep.equal([[42, "SIGINT"]]);
    expect(listeners(source)).to.equal(0);
  });

  it("leaves the end of the process to a listener that was there before", async () => {
    const source = new FakeProcess();
    source.on("SIGTERM", () => undefined);
    const work = interruptible(aborted, source);
    source.emit("SIGTERM", "SIGTERM");
    expect((await thrownBy(work)).message).to.equal("Interrupted by SIGTERM.");
    expect(source.killed).to.deep.equal([]);
  });
});
