// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { MiniEngine } from "../support/mini-engine";
import { HostError, type Properties } from "../support/grpc-calls";
import { type DiffAnswer } from "../support/provider-host";
import { ProcessKilled, type ProviderProcess } from "../support/provider-process";

const none: DiffAnswer = { changes: "none", replaces: [], deleteBeforeReplace: false };
const replaced: DiffAnswer = { changes: "some", replaces: ["a"], deleteBeforeReplace: true };
const halfDone = (outputs: Properties) =>
  new HostError("half done", 2, { id: "id", reasons: ["half done"], properties: outputs });

/** What was measured of the real engine (CLI 3.259.0), against a provider that does as it is told. */
describe("the engine's rules", () => {
  let calls: string[];
  let engine: MiniEngine;
  let answers: Partial<ProviderProcess>;

  beforeEach(() => {
    calls = [];
    answers = {};
    const logged = <T>(name: string, answer: T): Promise<T> => {
      calls.push(name);
      return Promise.resolve(answer);
    };
    engine = new MiniEngine(() =>
      Promise.resolve<ProviderProcess>({
        check: (olds, inputs) =>
          logged(Object.keys(olds).length === 0 ? "check anew" : "check", { inputs, failures: [] }),
        diff: () => logged("diff", none),
        create: (inputs) => logged("create", { id: "id", properties: { ...inputs, out: 1 } }),
        read: (id, properties) => logged("read", { id, properties, inputs: {} }),
        update: (_id, _olds, news) => logged("update", { properties: { ...news, out: 2 } }),
        delete: () => logged("delete", undefined),
        end: () => Promise.resolve(),
        ...answers,
      }),
    );
  });

  const up = (a: number) => engine.up({ it: { a } });
  const saved = () => engine.resources.get("it");

  it("create: check, create; unchanged: check, diff, and the new inputs are saved with the old outputs", async () => {
    await up(1);
    expect(calls).to.deep.equal(["check anew", "create"]);
    calls.length = 0;
    expect(await up(2)).to.deep.include({ steps: ["same it"], failure: undefined });
    expect(calls).to.deep.equal(["check", "diff"]);
    expect(saved()?.inputs).to.include({ a: 2 });
    expect(saved()?.outputs).to.include({ a: 1, out: 1 });
  });

  it("an unknown diff makes the engine compare the inputs", async () => {
    await up(1);
    answers.diff = () => Promise.resolve({ ...none, changes: "unknown" });
    expect((await up(1)).steps).to.deep.equal(["same it"]);
    expect((await up(2)).steps).to.deep.equal(["update it"]);
  });

  it("a half-done create is saved with its reasons, and the next up updates whatever diff says", async () => {
    answers.create = () => Promise.reject(halfDone({ out: 0 }));
    expect(await up(1)).to.deep.include({ failure: "half done" });
    expect(saved()).to.deep.include({ initErrors: ["half done"], outputs: { out: 0 } });
    expect(saved()?.inputs).to.include({ a: 1 });
    expect((await up(1)).steps).to.deep.equal(["update it"]);
    expect((await up(1)).steps).to.deep.equal(["same it"]);
  });

  it("a half-done update keeps the old inputs; a failed one keeps everything", async () => {
    await up(1);
    answers.diff = () => Promise.resolve({ ...none, changes: "some" });
    answers.update = () => Promise.reject(halfDone({ out: 0 }));
    await up(2);
    expect(saved()?.inputs).to.include({ a: 1 });
    expect(saved()?.outputs).to.deep.equal({ out: 0 });
    answers.update = () => Promise.reject(new HostError("failed", 2, undefined));
    await up(2);
    expect(saved()?.outputs).to.deep.equal({ out: 0 });
  });

  it("a replacement: check, diff, check anew, delete, create; after the delete only the create is left to do", async () => {
    await up(1);
    calls.length = 0;
    answers.diff = () => Promise.resolve(replaced);
    answers.create = () => Promise.reject(new HostError("failed", 2, undefined));
    await up(2);
    expect(calls).to.deep.equal(["check", "check anew", "delete"]);
    expect(saved()).to.include({ pendingReplacement: true });
    delete answers.create;
    calls.length = 0;
    await up(2);
    expect(calls).to.deep.equal(["check", "check anew", "create"]);
    expect(saved()).to.include({ pendingReplacement: false });
  });

  it("a destroy calls no delete for what is pending replacement, and keeps what could not be deleted", async () => {
    await up(1);
    answers.delete = () => Promise.reject(new HostError("failed", 2, undefined));
    expect(await engine.destroy()).to.include({ failure: "failed" });
    expect(saved()).to.not.equal(undefined);
    delete answers.delete;
    answers.diff = () => Promise.resolve(replaced);
    answers.create = () => Promise.reject(new HostError("failed", 2, undefined));
    await up(2);
    calls.length = 0;
    await engine.destroy();
    expect(calls).to.deep.equal([]);
    expect(saved()).to.equal(undefined);
  });

  it("a killed create leaves only a pending operation, and the next up creates again", async () => {
    answers.create = () => Promise.reject(new ProcessKilled());
    expect(await up(1)).to.include({ wasKilled: true });
    expect(saved()).to.equal(undefined);
    expect([...engine.pendingCreates]).to.deep.equal(["it"]);
    delete answers.create;
    expect((await up(1)).steps).to.deep.equal(["create it"]);
  });

  it("a refresh reads, diffs, clears the reasons, and drops what has no id", async () => {
    answers.create = () => Promise.reject(halfDone({ out: 0 }));
    await up(1);
    await engine.refresh();
    expect(saved()).to.deep.include({ initErrors: [] });
    answers.read = () => Promise.resolve({ id: "", properties: {}, inputs: {} });
    await engine.refresh();
    expect(saved()).to.equal(undefined);
  });
});
