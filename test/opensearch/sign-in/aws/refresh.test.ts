// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { kept } from "../../../../provider/opensearch/sign-in/aws-refresh";
import { manualClock } from "../../../support/manual-clock";
import { thrownBy } from "../../../support/thrown-by";

const minute = 60_000;

describe("keeping credentials", () => {
  const clock = manualClock();
  let loads = 0;
  beforeEach(() => (loads = 0));

  const lasting = (minutes: number | undefined) =>
    kept(() => {
      loads += 1;
      const end =
        minutes === undefined ? {} : { expiration: new Date(clock.now() + minutes * minute) };
      return Promise.resolve({ accessKeyId: `key ${loads}`, secretAccessKey: "s", ...end });
    }, clock);

  it("loads once what does not expire", async () => {
    const get = lasting(undefined);
    await get();
    clock.advance(1_000 * minute);
    expect((await get()).accessKeyId).to.equal("key 1");
  });

  it("loads anew five minutes before the end", async () => {
    const get = lasting(60);
    for (const [wait, expected] of [
      [0, 1],
      [54, 1],
      [1, 2],
      [54, 2],
      [10, 3],
    ] as const) {
      clock.advance(wait * minute);
      expect((await get()).accessKeyId).to.equal(`key ${expected}`);
    }
  });

  it("shares one load among callers at the same time", async () => {
    const get = lasting(60);
    await Promise.all([get(), get(), get()]);
    clock.advance(56 * minute);
    await Promise.all([get(), get(), get()]);
    expect(loads).to.equal(2);
  });

  it("goes by the machine's time, which AWS's ends are told in", async () => {
    const get = lasting(60);
    await get();
    clock.jump(56 * minute);
    expect((await get()).accessKeyId).to.equal("key 2");
    clock.jump(-56 * minute);
  });

  it("gives credentials that are nearly at their end to whoever asked, and loads for the next", async () => {
    const get = lasting(1);
    expect((await get()).accessKeyId).to.equal("key 1");
    expect((await get()).accessKeyId).to.equal("key 2");
  });

  it("forgets a load that failed, and all who shared it hear of it", async () => {
    const get = kept(() => {
      loads += 1;
      return loads === 1
        ? Promise.reject(new Error("no network"))
        : Promise.resolve({ accessKeyId: "key", secretAccessKey: "s" });
    }, clock);
    const both = [get(), get()];
    for (const each of both) expect((await thrownBy(each)).message).to.equal("no network");
    expect((await get()).accessKeyId).to.equal("key");
    expect(loads).to.equal(2);
  });

  it("makes do with the old ones while a renewal fails, until they end", async () => {
    const end = new Date(clock.now() + 60 * minute);
    const get = kept(() => {
      loads += 1;
      return loads === 1
        ? Promise.resolve({ accessKeyId: "key", secretAccessKey: "s", expiration: end })
        : Promise.reject(new Error("no network"));
    }, clock);
    await get();
    clock.advance(57 * minute);
    expect((await get()).accessKeyId).to.equal("key");
    expect(loads).to.equal(2);
    clock.advance(4 * minute);
    expect((await thrownBy(get())).message).to.equal("no network");
  });
});
