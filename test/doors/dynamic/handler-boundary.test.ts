// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { inspect } from "node:util";
import { bounded } from "../../../provider/doors/dynamic/handler-boundary";
import { PartialFailure } from "../../../provider/doors/dynamic/partial-failure";
import { idleHandler } from "../../support/idle-handler";

function thrownBy(thrown: unknown, inputs = {}): Promise<unknown> {
  const provider = bounded({
    ...idleHandler,
    create: () => {
      throw thrown;
    },
  });
  return provider.create(inputs).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("the host boundary", () => {
  it("takes everything out of a result that the host cannot encode", async () => {
    const outs = {
      a: undefined,
      b: () => 1,
      c: [undefined],
      d: new Date(0),
      e: 5n,
      f: NaN,
      g: { h: undefined },
    };
    const provider = bounded({ ...idleHandler, create: () => Promise.resolve({ id: "x", outs }) });
    expect(await provider.create({})).to.deep.equal({
      id: "x",
      outs: { c: [null], d: "1970-01-01T00:00:00.000Z", e: "5", f: null, g: {} },
    });
  });

  it("takes the stack from what says everything in a sentence, and leaves it to what is a mistake of ours", async () => {
    const said = await thrownBy(new Error("The connection is still used."));
    expect(said).to.include({ message: "The connection is still used.", stack: "" });
    const lines = await thrownBy(new Error("Could not do it on host:\nno. Run it again."));
    expect(lines).to.have.property("message", "Could not do it on host:\n  no.\n  Run it again.");
    // What the host prints besides.
    expect(`${String(lines)}: ${(lines as Error).stack}`).to.equal("Could not do it on host: ");
    const slip = (await thrownBy(new TypeError("x is not a function"))) as Error;
    expect(slip.stack).to.match(/handler-boundary\.test/);
  });

  for (const thrown of [
    undefined,
    null,
    "",
    "a text",
    5,
    { message: "an object" },
    Symbol("s"),
    new Error(""),
  ]) {
    it(`turns a thrown ${inspect(thrown).split("\n")[0]} into an Error with a message`, async () => {
      const error = await thrownBy(thrown);
      expect(error).to.be.an("error");
      expect((error as Error).message).not.to.equal("");
    });
  }

  it("takes away what the host would read as a gRPC status or a partial failure, and keeps the cause", async () => {
    const original = Object.assign(new Error("refused"), {
      code: 5,
      id: "y",
      reasons: [undefined],
    });
    const error = await thrownBy(original);
    expect(error).to.be.an("error").with.property("message", "refused");
    expect(error).not.to.have.any.keys("code", "id", "reasons", "properties");
    expect(error).to.have.property("cause", original);
  });

  it("completes a partial failure with the inputs and takes out what cannot be encoded", async () => {
    const failure = new PartialFailure("half done", "orders", {
      status: "RUNNING",
      reason: undefined,
    });
    const error = await thrownBy(failure, { index: "orders", __provider: "text" });
    expect(error).to.deep.include({
      id: "orders",
      reasons: ["half done"],
      properties: { index: "orders", __provider: "text", status: "RUNNING" },
    });
  });

  it("never throws from configure, whose error the host would lose", async () => {
    const provider = bounded({
      ...idleHandler,
      configure: () => {
        throw new Error("no settings");
      },
    });
    await provider.configure?.({ config: { get: () => undefined, require: () => "" } });
  });

  it("has stored the settings by the time configure returns, before its promise is awaited", () => {
    let isStored = false;
    const provider = bounded({ ...idleHandler, configure: () => void (isStored = true) });
    void provider.configure?.({ config: { get: () => undefined, require: () => "" } });
    expect(isStored).to.equal(true);
  });
});
