// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { claimsIn } from "../../../provider/lifecycle/claims/claims";
import { memoryJournal } from "../../../provider/lifecycle/claims/journal";
import type { SignedNote } from "../../../provider/lifecycle/claims/note";

const host = "search:9200";
const thing = { kind: "replication", name: "copy", host } as const;
const compared = { uuid: "u", isCascade: false, isLeftOpen: false };

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
    expect(ownerOf("a")).to.deep.equal({ kind: "nobody", moved: undefined, declared: undefined });
  });

  for (const isNew of [true, false]) {
    it(`leave a thing to another resource, ${isNew ? "new" : "known for long"}`, () => {
      const { declared, ownerOf } = deployment();
      declared("b", isNew);
      const owner = ownerOf("a");
      expect(owner.kind === "another" && owner.claim).to.include({ urn: "b", isNew });
    });
  }

  it("hold across the processes of a deployment", () => {
    const { declared, ownerOf, other } = deployment();
    declared("b", true);
    expect(ownerOf("a", "u", other).kind).to.equal("another");
  });

  it("tell a replacement by a check without olds, and what is kept by one with olds", () => {
    const { declared, ownerOf } = deployment();
    declared("a", false);
    expect(ownerOf("a").kind).to.equal("itself");
    declared("a", true);
    expect(ownerOf("a").kind).to.equal("replacement");
  });

  it("what was created again before it is removed, and so taken over -> to be copied again", () => {
    for (const wasChecked of [true, false]) {
      const { claims, declared, ownerOf, other } = deployment();
      // `replacementTrigger` and `replaceWith` are checked with olds first; a taint is not.
      if (wasChecked) declared("a", false);
      declared("a", true);
      claims.made("a", thing, "u", true);
      expect(ownerOf("a").kind).to.equal("forced");
      expect(ownerOf("a", "u", other).kind, "another provider's").to.equal("itself");
      declared("a", true);
      claims.made("a", thing, "u", false);
      expect(ownerOf("a").kind, "made by a start of its own").to.equal("itself");
    }
  });

  it("what is kept, and is in the state twice -> itself", () => {
    const { claims, declared, ownerOf } = deployment();
    declared("a", false);
    claims.made("a", thing, "u", true);
    expect(ownerOf("a").kind).to.equal("itself");
  });

  it("what the program claims, and the engine has not checked -> another's; its own -> to be destroyed", () => {
    const { claims, ownerOf, other } = deployment();
    other.note({ note: "claimed", urn: "b", ...thing });
    expect(ownerOf("a").kind).to.equal("another");
    const owner = ownerOf("b");
    expect(owner.kind === "nobody" && owner.declared?.urn).to.equal("b");
    expect(claims.rivalOf("a", thing), "no rival before its check").to.equal(undefined);
  });

  it("what is compared with unknown inputs before its check -> a cascade; in a refresh -> nobody's", () => {
    const { claims, ownerOf } = deployment();
    const seen = { before: "a", uuid: "u", isLeftOpen: true };
    claims.compared("a", thing, { ...seen, isCascade: false });
    expect(ownerOf("a").kind).to.equal("nobody");
    claims.compared("a", thing, { ...seen, isCascade: true });
    expect(ownerOf("a").kind).to.equal("cascade");
  });

  it("what a delete has left -> taken by one create, of any process", () => {
    const { claims, other } = deployment();
    claims.leave(thing, { stopped: { held: undefined } });
    expect(other.takeLeft({ ...thing, name: "else" })).to.equal(undefined);
    expect(other.takeLeft(thing)).to.deep.equal({ stopped: { held: undefined } });
    expect(claims.takeLeft(thing)).to.equal(undefined);
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
    claims.compared("new", thing, { before: "old", ...compared });
    expect(ownerOf("old").kind).to.equal("itself");
  });

  it("tell clusters apart by their uuid, which a create notes before it begins; another address alone tells nothing", () => {
    const { claims, declared, ownerOf } = deployment();
    declared("b", false, { host: "other:9200" });
    expect(ownerOf("a", "u").kind).to.equal("perhaps");
    expect(ownerOf("a", "", claims).kind, "hidden").to.equal("perhaps");
    expect(ownerOf("b", "").kind, "moved to another address").to.equal("perhaps");
    expect(claims.isApart({ ...thing, uuid: "u" })).to.equal(false);
    claims.making("b", thing, "v");
    expect(ownerOf("a", "u").kind).to.equal("nobody");
    expect(claims.isApart({ ...thing, uuid: "u" })).to.equal(true);
    expect(ownerOf("a", "v").kind, "two addresses of one").to.equal("another");
  });

  it("two clusters behind one address -> each for itself", () => {
    const { claims, declared, ownerOf } = deployment();
    declared("b", false);
    claims.making("b", thing, "v");
    expect(ownerOf("a", "u").kind).to.equal("nobody");
  });

  it("an address that is not known yet, or what was taken over where the uuid is hidden -> perhaps another's", () => {
    const { claims, ownerOf } = deployment();
    claims.note({ note: "claimed", urn: "b", ...thing, host: "" });
    expect(ownerOf("a").kind).to.equal("perhaps");
    const second = deployment();
    second.declared("b", true, { host: "other:9200" });
    second.claims.made("b", thing, "", true);
    expect(second.ownerOf("a", "").kind).to.equal("perhaps");
  });

  it("name a rival for the same thing at the same address, and no other", () => {
    const { claims, declared } = deployment();
    declared("a", true);
    expect(claims.rivalOf("b", thing)?.urn).to.equal("a");
    expect(claims.rivalOf("a", thing)).to.equal(undefined);
    for (const change of [{ name: "b" }, { host: "other" }, { kind: "rule" as const }]) {
      expect(claims.rivalOf("b", { ...thing, ...change })).to.equal(undefined);
    }
  });

  it("notes that cannot be shared -> nothing is stopped, and the folder is named", () => {
    const claims = claimsIn(memoryJournal([], "one", "They need the folder /x."));
    expect(() => claims.requireShared("The replication")).to.throw(
      /left as it is.*folder \/x\..*again/,
    );
    expect(() => deployment().claims.requireShared("The replication")).not.to.throw();
  });
});
