// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { readFileSync } from "node:fs";
import {
  connectionAliasViolations,
  indexNameViolations,
} from "../../../provider/opensearch/text/names";

interface Step {
  readonly path: string;
  readonly status: number;
  readonly responseBody: { readonly error?: { readonly reason?: string } };
}

describe("index names", () => {
  // Every name that the real plugin was asked to start a replication into.
  const recording = JSON.parse(readFileSync("test/recordings/start-names.json", "utf8")) as {
    readonly steps: readonly Step[];
  };
  const followerOf = (step: Step): string | undefined =>
    /^\/_plugins\/_replication\/([^/]+)\/_start$/.exec(step.path)?.[1];
  const names = recording.steps.flatMap((step) => {
    const name = followerOf(step);
    return name === undefined || name === "f-nm" ? [] : [{ name: decodeURIComponent(name), step }];
  });

  for (const { name, step } of names) {
    const reason = step.responseBody.error?.reason ?? "";
    const isRefusedForName =
      reason.startsWith("Validation Failed") && reason.includes(`Value ${name} `);
    const title = name.length > 20 ? `${name.slice(0, 20)}… (${name.length} characters)` : name;
    it(`${isRefusedForName ? "refuses" : "accepts"} ${JSON.stringify(title)}, as the plugin does`, () => {
      expect(indexNameViolations(name).length > 0).to.equal(isRefusedForName, reason);
    });
  }

  it("names every rule that a name breaks", () => {
    expect(indexNameViolations("_A b#")).to.deep.equal([
      "must be lowercase",
      'must not contain a space or any of \\ / * ? " < > | ,',
      "must not contain '#' or ':'",
      "must not start with '_', '-' or '+'",
    ]);
  });

  it("refuses an empty name, which the plugin answers with an internal error", () => {
    expect(indexNameViolations("")).to.deep.equal(["must not be empty"]);
  });
});

describe("connection aliases", () => {
  for (const alias of ["leader", "Upper", "eu-west_1", "naïve"]) {
    it(`accepts "${alias}"`, () => expect(connectionAliasViolations(alias)).to.deep.equal([]));
  }
  for (const alias of ["", "two words", "a.b", "a:b", "a*"]) {
    it(`refuses "${alias}"`, () => expect(connectionAliasViolations(alias)).to.have.length(1));
  }
});
