// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { claimsIn } from "../../../provider/lifecycle/claims/claims";
import { memoryJournal } from "../../../provider/lifecycle/claims/journal";
import type { SignedNote } from "../../../provider/lifecycle/claims/note";

const host = "search:9200";
const thing = { kind: "replication", name: "copy", host } as const;

describe("the claims of a deployment", () => {
  function deployment() {
    const notes: SignedNote[] = [];
    const process = (self: string) => claimsIn(memoryJournal(notes, self));
    const claims = process("one");
    const declared = (urn: string, isNew: boolean, more: object = {}): void =>
      claims.note({ note: "declared", urn, ...thing, isNew, ...more });
    const ownerOf = (urn: string, uuid = "u", asked = claims, more: object = {}) =>
      asked.ownerOf({ ...thing, uuid, urn, ...more });
    return { claims, declared, ownerOf, other: process("two") };
  }

  it("find nobody in a destroy, in which nothing is checked", () => {
    const { ownerOf } = deployment();
    expect(ownerOf("a")).to.deep.equal({ kind: "nobody", moved: undefined });
  });

  for (const isNew of [true, false]) {
    it(`leave a thing to another resource, ${isNew ? "new" : "known for long"}`, () => {
      const { declared, ownerOf } = deployment();
      declared("b", isNew);
      expect(ownerOf("a")).to.deep.equal({ kind: "another", urn: "b", isNew });
    });
  }

  it("hold across the processes of a deployment", () => {
    const { declared, ownerOf, other } = deployment();
    declared("b", true);
    expect(ownerOf("a", "u", other)).to.include({ kind: "another", urn: "b" });
  });

  it("tell a replacement by a check without olds, and what is kept by one with olds", () => {
    const { declared, ownerOf } = deployment();
    declared("a", false);
    expect(ownerOf("a").kind).to.equal("itself");
    declared("a", true);
    expect(ownerOf("a").kind).to.equal("replacement");
  });

  it("leave what was made already under the same name", () => {
    const { claims, declared, ownerOf } = deployment();
    declared("a", false);
    declared("a", true);
    claims.made("a", thing, "u", true);
    expect(ownerOf("a").kind).to.equal("itself");
  });

  it("tell what is made anew by force: taken over, and never checked with olds", () => {
    const { claims, declared, ownerOf, other } = deployment();
    declared("a", true);
    claims.made("a", thing, "u", true);
    expect(ownerOf("a").kind).to.equal("forced");
    expect(ownerOf("a", "u", other).kind, "another provider's").to.equal("itself");
    declared("a", true);
    claims.made("a", thing, "u", false);
    expect(ownerOf("a").kind, "made by a start of its own").to.equal("itself");
  });

  it("tell a resource that is declared with another thing", () => {
    const { declared, ownerOf } = deployment();
    declared("a", true, { name: "second" });
    const owner = ownerOf("a");
    expect(owner.kind === "nobody" && owner.moved?.name).to.equal("second");
  });

  it("go by the URN that a resource had before an alias", () => {
    const { claims, declared, ownerOf } = deployment();
    declared("new", false);
    claims.compared("new", { has: "copy", before: "old", uuid: "u" });
    expect(ownerOf("old").kind).to.equal("itself");
  });

  it("tell clusters apart by their uuid where the addresses differ", () => {
    const { claims, declared, ownerOf } = deployment();
    declared("b", false, { host: "other:9200" });
    expect(ownerOf("a", "u").kind, "which cannot be told apart").to.equal("another");
    claims.compared("b", { has: "copy", before: "b", uuid: "v" });
    expect(ownerOf("a", "u").kind).to.equal("nobody");
    expect(ownerOf("a", "v").kind, "two addresses of one").to.equal("another");
  });

  it("name a rival for the same thing at the same address, and no other", () => {
    const { claims, declared } = deployment();
    declared("a", true);
    expect(claims.rivalOf("b", thing)).to.equal("a");
    expect(claims.rivalOf("a", thing)).to.equal(undefined);
    for (const change of [{ name: "b" }, { host: "other" }, { kind: "rule" as const }]) {
      expect(claims.rivalOf("b", { ...thing, ...change })).to.equal(undefined);
    }
  });

  it("know what this provider has begun to clear away, here or in a deployment that was killed", () => {
    const { claims, other } = deployment();
    expect(claims.isBeingCleared("copy", host)).to.equal(false);
    claims.note({ note: "clearing", name: "copy", host });
    expect(other.isBeingCleared("copy", host)).to.equal(true);
    expect(other.isBeingCleared("copy", "elsewhere")).to.equal(false);
    claims.note({ note: "cleared", name: "copy", host });
    expect(other.isBeingCleared("copy", host)).to.equal(false);
    claims.note({ note: "stopped", name: "copy", host });
    expect(other.isBeingCleared("copy", host)).to.equal(true);
    const left = [{ note: "clearing", name: "copy", host, by: "dead" }] as const;
    const next = claimsIn(memoryJournal([], "next", left));
    expect(next.isBeingCleared("copy", host)).to.equal(true);
    next.note({ note: "cleared", name: "copy", host });
    expect(next.isBeingCleared("copy", host)).to.equal(false);
  });
});
