// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { lastLines, run } from "../../../sandbox/pulumi/run";
import { thrownBy } from "../../support/thrown-by";

describe("Running a command", () => {
  const { env } = process;
  const endless = ["-e", "setInterval(() => {}, 1000)"];

  it("gives its exit code and what it wrote", async () => {
    const script = "console.log('out'); console.error('err'); process.exit(3)";
    expect(await run(process.execPath, ["-e", script], { env })).to.deep.equal({
      code: 3,
      output: "out\n",
      errors: "err\n",
    });
  });

  it("gives no exit code and a reason when it cannot be started", async () => {
    const outcome = await run("/no/such/command", [], { env });
    expect(outcome.code).to.equal(undefined);
    expect(outcome.errors).to.match(/ENOENT/);
  });

  it("ends it, with what it started, at the time limit", async () => {
    const outcome = await run("/bin/sh", ["-c", "sleep 1000 & sleep 1000"], { env, timeLimit: 50 });
    expect(outcome.code).to.equal(undefined);
    expect(outcome.errors).to.match(/stopped after the time limit of 0\.05 s$/);
  });

  it("ends it when it is aborted, and rejects with the reason", async () => {
    const controller = new AbortController();
    const running = run(process.execPath, endless, { env, signal: controller.signal });
    controller.abort(new Error("enough"));
    expect((await thrownBy(running)).message).to.equal("enough");
  });

  it("does not start it when it is aborted already", async () => {
    const signal = AbortSignal.abort(new Error("too late"));
    expect((await thrownBy(run("/no/such/command", [], { env, signal }))).message).to.equal(
      "too late",
    );
  });

  it("shortens what it wrote to the last lines with text", () => {
    expect(lastLines("one\ntwo\n\nthree\n\n", 2)).to.equal("two\nthree");
    expect(lastLines("", 2)).to.equal("");
  });
});
