// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import * as replication from "../../dist";
import { type Installation, installed } from "../support/package-folder";
import { startProviderHost } from "../support/provider-host";

/** Every text that has ever been written into a state. It can only grow: none may change or go. */
const texts = {
  StartedReplication:
    'exports.handler=()=>require("pulumi-opensearch-replication/handlers").startedReplication',
};

describe("the provider's text in the state", () => {
  it("is what it always was, byte for byte, and short", async () => {
    const sent = new Map<string, unknown>();
    await pulumi.runtime.setMocks({
      call: ({ inputs }) => inputs as Record<string, unknown>,
      newResource: ({ type, inputs, name }) => {
        sent.set(type, (inputs as Record<string, unknown>)["__provider"]);
        return { id: name, state: inputs as Record<string, unknown> };
      },
    });
    const resource = new replication.StartedReplication("x", { index: "a", leaderIndex: "b" });
    await new Promise((resolved) => resource.urn.apply(resolved));
    expect(sent.get("pulumi-nodejs:dynamic/opensearch:StartedReplication")).to.equal(
      texts.StartedReplication,
    );
    expect(Buffer.byteLength(texts.StartedReplication)).to.be.at.most(120);
  });

  it("is found by the package's closed exports, and by nothing else", () => {
    const { exports } = JSON.parse(readFileSync(resolve("package.json"), "utf8")) as {
      exports: Record<string, unknown>;
    };
    expect(Object.keys(exports)).to.deep.equal([".", "./handlers", "./package.json"]);
    const deep = "pulumi-opensearch-replication/dist/handlers.js";
    expect(() => createRequire(__filename)(deep) as unknown).to.throw(/not defined by "exports"/);
  });

  for (const how of ["copied", "symlinked", "packed"] satisfies Installation[]) {
    for (const [resource, text] of Object.entries(texts)) {
      it(`loads the ${resource} handler from a ${how} package`, async () => {
        const program = installed(how);
        const host = await startProviderHost({ cwd: program.directory });
        try {
          await host.configure({});
          const { inputs, failures } = await host.check({}, { __provider: text, index: "A" });
          expect(inputs).to.include({ __provider: text, waitFor: "caughtUp" });
          expect(failures.map(({ property }) => property)).to.have.members([
            "index",
            "leaderIndex",
          ]);
        } finally {
          await host.close();
          program.remove();
        }
      });
    }
  }
});
