// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { semaphore } from "../../provider/waiting/semaphore";

/** Work that runs until it is ended, and what has begun of it. */
function work() {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const run = (one: number) => (): Promise<number> => {
    begun.push(one);
    return new Promise((resolve) => ends.set(one, () => resolve(one)));
  };
  return { begun, run, end: (one: number) => ends.get(one)?.() };
}
const turn = () => new Promise((go) => setImmediate(go));

describe("semaphore()", () => {
  it("begins what waits in the order in which it came, as places come free", async () => {
    const inTurn = semaphore(2);
    const { begun, run, end } = work();
    const all = [1, 2, 3, 4].map((one) => inTurn(run(one)));
    await turn();
    expect(begun).to.deep.equal([1, 2]);
    for (const one of [2, 1, 3, 4]) {
      end(one);
      await turn();
    }
    expect(begun).to.deep.equal([1, 2, 3, 4]);
    expect(await Promise.all(all)).to.deep.equal([1, 2, 3, 4]);
  });

  it("an abort rejects at once what waits, with its reason, and lets finish what runs", async () => {
    const inTurn = semaphore(3);
    const { begun, run, end } = work();
    const controller = new AbortController();
    const all = Array.from({ length: 12 }, (_, one) => inTurn(run(one), controller.signal));
    const reason = new Error("The deployment was cancelled.");
    controller.abort(reason);
    const waiting = await Promise.allSettled(all.slice(3));
    expect(waiting).to.deep.equal(Array(9).fill({ status: "rejected", reason }));
    [0, 1, 2].forEach(end);
    expect(await Promise.all(all.slice(0, 3))).to.deep.equal([0, 1, 2]);
    expect(begun).to.deep.equal([0, 1, 2]);
  });

  it("after an abort nothing of the same signal begins, and others have all the places", async () => {
    const inTurn = semaphore(1);
    const { begun, run, end } = work();
    const controller = new AbortController();
    const first = inTurn(run(1), controller.signal);
    const second = inTurn(run(2), controller.signal).catch(() => "cancelled");
    const third = inTurn(run(3));
    controller.abort();
    const fourth = inTurn(run(4), controller.signal).catch(() => "cancelled");
    expect(await Promise.all([second, fourth])).to.deep.equal(["cancelled", "cancelled"]);
    end(1);
    await first;
    await turn();
    end(3);
    expect(await third).to.equal(3);
    expect(begun).to.deep.equal([1, 3]);
  });

  it("an abort in any moment in which a place comes free: begun or rejected, and no place is lost", async () => {
    const outcomes = new Set<string>();
    for (let moments = 0; moments < 8; moments++) {
      const inTurn = semaphore(1);
      const { begun, run, end } = work();
      const controller = new AbortController();
      void inTurn(run(1));
      const second = inTurn(run(2), controller.signal).catch(() => "rejected");
      end(1);
      for (let moment = 0; moment < moments; moment++) await Promise.resolve();
      controller.abort();
      await turn();
      const isBegun = begun.includes(2);
      end(2);
      expect(await second).to.equal(isBegun ? 2 : "rejected");
      outcomes.add(isBegun ? "begun" : "rejected");
      const third = inTurn(run(3));
      end(3);
      expect(await third).to.equal(3);
    }
    expect(outcomes.size).to.equal(2);
  });
});
