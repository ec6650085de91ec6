// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { isObject, type Json } from "../../sandbox/clusters/json/json";
import { loadRecording, type Recording, type Step } from "./recording";
import { replayed } from "./replay";

const doctored = (scenario: string, at: number, change: Partial<Step>): Recording => {
  const recording = loadRecording(scenario);
  const steps = recording.steps.map((step, i) => (i === at ? { ...step, ...change } : step));
  return { ...recording, steps };
};

const bodyOf = (scenario: string, at: number): Json =>
  loadRecording(scenario).steps[at]?.responseBody ?? null;

const withField = (body: Json, key: string, value: Json): Json =>
  isObject(body) ? { ...body, [key]: value } : body;

describe("The comparison with the recordings", () => {
  it("reports a status that was not answered.", async () => {
    const problems = await replayed(doctored("start-twice", 6, { status: 409 }));
    expect(problems.join()).to.contain("start-twice step 6").and.to.contain("recorded 409");
  });

  it("reports a reason in other words.", async () => {
    const error = { type: "illegal_argument_exception", reason: "The index is taken" };
    const body = { error: { root_cause: [error], ...error }, status: 400 };
    const problems = await replayed(doctored("start-twice", 6, { responseBody: body }));
    expect(problems.join()).to.contain(".error.reason").and.to.contain("The index is taken");
  });

  it("reports a field that is missing.", async () => {
    const body = withField(bodyOf("stop", 8), "shards_acknowledged", true);
    const problems = await replayed(doctored("stop", 8, { responseBody: body }));
    expect(problems.join()).to.contain(".shards_acknowledged: recorded true, but not answered");
  });

  it("reports another type of content.", async () => {
    const problems = await replayed(doctored("stop", 8, { contentType: "text/plain" }));
    expect(problems.join()).to.contain("content type: recorded text/plain");
  });

  it("reports another way to sign in, and an answer where nothing was answered.", async () => {
    const doctoredAuth = doctored("sec-auth", 0, { wwwAuthenticate: "Negotiate" });
    expect((await replayed(doctoredAuth)).join()).to.contain("sign-in: recorded");
    const hungUp = await replayed(doctored("sec-auth", 10, { contentType: null }));
    expect(hungUp.join()).to.contain("recorded 0, answered 401");
  });

  it("sends every step as the one who asked then.", async () => {
    const problems = await replayed(doctored("sec-refused", 1, { auth: "basic norole" }));
    expect(problems.join()).to.contain("sec-refused step 1").and.to.contain("name=norole");
    const certificate = await replayed(doctored("sec-auth", 6, { auth: "cert admin" }));
    expect(certificate.join()).to.contain('answered "CN=admin,O=example,DC=example"');
  });

  it("reports a poll that ends otherwise.", async () => {
    const body = withField(bodyOf("start-twice", 5), "status", "PAUSED");
    const problems = await replayed(doctored("start-twice", 5, { responseBody: body }));
    expect(problems.join()).to.contain('at last .status: recorded "PAUSED"');
  });

  it("reports states that come in another order.", async () => {
    const recording = loadRecording("start-refused");
    const swapped = recording.steps.map(
      (step, i) => recording.steps[i === 29 ? 30 : i === 30 ? 29 : i] ?? step,
    );
    const problems = await replayed({ ...recording, steps: swapped });
    expect(problems.join()).to.contain("start-refused step 29").and.to.contain("out of order");
  });
});
