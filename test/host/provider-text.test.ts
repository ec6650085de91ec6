// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import * as replication from "../../dist";
import { type Installation, installed } from "../support/package-folder";
import { startProviderHost } from "../support/provider-host";
import { thrownBy } from "../support/thrown-by";

const textOf = (handler: string): string =>
  `exports.handler=()=>{let n="pulumi-opensearch-replication",r=p=>require.resolve(n+"/handlers",p);try{n=r()}catch{try{n=r({paths:[require.main.path]})}catch{throw Object.assign(Error("The package "+n+" is not installed. Add it to the package.json of the Pulumi program itself, and keep it there until all of its resources are gone."),{stack:""})}}return require(n).${handler}}`;

/** Every text that has ever been written into a state. It can only grow: none may change or go. */
const texts = {
  StartedReplication: textOf("startedReplication"),
  LeaderConnection: textOf("leaderConnection"),
  AutoFollowRule: textOf("autoFollowRule"),
  ReplicationGate: textOf("replicationGate"),
};

/** For each handler, inputs with a mistake that only its own check knows. */
const mistakes = {
  StartedReplication: { inputs: { index: "A", leaderIndex: "b" }, property: "index" },
  LeaderConnection: { inputs: { alias: "a b", seeds: ["l:1"] }, property: "alias" },
  AutoFollowRule: { inputs: { name: "a", leaderAlias: "l", pattern: "_a" }, property: "pattern" },
  ReplicationGate: {
    inputs: { replications: [{ index: "A" }] },
    property: "replications.0.index",
  },
} satisfies Record<keyof typeof texts, object>;

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
    const resources = [
      new replication.StartedReplication("x", { index: "a", leaderIndex: "b" }),
      new replication.LeaderConnection("x", { alias: "a", seeds: ["l:1"] }),
      new replication.AutoFollowRule("x", { name: "a", leaderAlias: "l", pattern: "a" }),
      new replication.ReplicationGate("x", { replications: ["a"] }),
    ];
    for (const resource of resources) {
      await new Promise((resolved) => resource.urn.apply(resolved));
    }
    const expected = Object.entries(texts).map(
      ([type, text]) => [`pulumi-nodejs:dynamic/opensearch:${type}`, text] as const,
    );
    expect([...sent]).to.have.deep.members(expected);
    for (const text of Object.values(texts)) expect(Buffer.byteLength(text)).to.be.at.most(400);
  });

  it("is found by the package's closed exports, and by nothing else", () => {
    const { exports } = JSON.parse(readFileSync(resolve("package.json"), "utf8")) as {
      exports: Record<string, unknown>;
    };
    expect(Object.keys(exports)).to.deep.equal([".", "./handlers", "./package.json"]);
    const deep = "pulumi-opensearch-replication/dist/handlers.js";
    expect(() => createRequire(__filename)(deep) as unknown).to.throw(/not defined by "exports"/);
  });

  it("is found where only a library of the workspace depends on the package", async () => {
    const program = installed("hoisted");
    const host = await startProviderHost({ cwd: program.directory, script: program.host });
    try {
      await host.configure({});
      const given = { __provider: texts.StartedReplication, ...mistakes.StartedReplication.inputs };
      const { failures } = await host.check({}, given);
      expect(failures.map(({ property }) => property)).to.deep.equal(["index"]);
    } finally {
      await host.close();
      program.remove();
    }
  });

  it("says what to do where the package is nowhere, and shows no stack", async () => {
    const program = installed("nowhere");
    const host = await startProviderHost({ cwd: program.directory, script: program.host });
    try {
      const { message } = await thrownBy(
        host.delete("copy", { __provider: texts.StartedReplication, index: "copy" }),
      );
      expect(message).to.match(
        /The package pulumi-opensearch-replication is not installed\. Add it to the package\.json of the Pulumi program itself, and keep it there until all of its resources are gone\.$/,
      );
      expect(host.output()).not.to.match(/^\s+at /m);
    } finally {
      await host.close();
      program.remove();
    }
  });

  it("passes on what the package itself fails with", async () => {
    const program = installed("broken");
    const host = await startProviderHost({ cwd: program.directory });
    try {
      const { message } = await thrownBy(
        host.delete("copy", { __provider: texts.StartedReplication, index: "copy" }),
      );
      expect(message).to.match(/the disk is on fire/);
    } finally {
      await host.close();
      program.remove();
    }
  });

  for (const how of ["copied", "symlinked", "packed"] satisfies Installation[]) {
    for (const [resource, text] of Object.entries(texts)) {
      it(`loads the ${resource} handler from a ${how} package`, async () => {
        const program = installed(how);
        const host = await startProviderHost({ cwd: program.directory });
        try {
          await host.configure({});
          const { inputs: given, property } = mistakes[resource as keyof typeof texts];
          const { inputs, failures } = await host.check({}, { __provider: text, ...given });
          expect(inputs).to.include({ __provider: text });
          expect(inputs).to.have.property("timeouts");
          expect(failures.map((failure) => failure.property)).to.deep.equal([property]);
        } finally {
          await host.close();
          program.remove();
        }
      });
    }
  }
});
