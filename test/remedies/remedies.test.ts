// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { fateOf } from "../../provider/opensearch/answers/fate";
import { reasonsOf } from "../../provider/opensearch/answers/failure";
import { remedies, rowFor } from "../../provider/opensearch/answers/remedies/remedies";
import { failureOf, type Judged } from "./judged";
import { areas } from "./list";
import { notMet } from "./not-met";
import { recordedRefusals } from "./recorded";

const list = areas.flatMap((area) => area.list);

describe("the message for", () => {
  for (const { title, list } of areas) {
    describe(title, () => {
      for (const judged of list) {
        it(`“${judged.cause}” is the one that was judged`, () => {
          expect(shown(judged)).to.equal(judged.message);
          const { fate = "refused" } = judged;
          if ("status" in judged.answer) expect(fateOf(failureOf(judged))).to.equal(fate);
        });
      }
    });
  }
});

describe("the list of answers", () => {
  it("reaches every row of the remedies", () => {
    const reached = new Set(list.map((judged) => rowFor(failureOf(judged))?.name));
    expect(remedies.map(({ name }) => name).filter((name) => !reached.has(name))).to.deep.equal([]);
  });

  it("names each cause once", () => {
    const causes = list.map(({ cause }) => cause);
    expect(causes.filter((cause, n) => causes.indexOf(cause) !== n)).to.deep.equal([]);
  });

  for (const { answer, from } of recordedRefusals()) {
    const failure = failureOf({ answer });
    const said = reasonsOf(failure).map(({ reason }) => reason);
    it(`knows, or leaves out, HTTP ${answer.status} “${said[0]?.slice(0, 80)}” (${from})`, () => {
      const isKnown = list.some((judged) => isAlike(judged, answer.status, said[0] ?? ""));
      const isLeftOut = notMet.some(({ reason }) => said.some((text) => reason.test(text)));
      expect(isKnown || isLeftOut).to.equal(true);
    });
  }
});

function shown(judged: Judged): string {
  const { message, doing, host } = failureOf(judged);
  return message.replace(`Could not ${doing} on ${host}: `, "");
}

function isAlike({ answer, alike }: Judged, status: number, reason: string): boolean {
  if (!("status" in answer) || answer.status !== status) return false;
  const own = reasonsOf(failureOf({ answer }))[0]?.reason ?? "";
  return alike === undefined ? shape(own) === shape(reason) : alike.test(reason);
}

/** A reason without the names in it. */
function shape(reason: string): string {
  return reason
    .replace(/User \[.*\]/, "User")
    .replace(/remote\.\w+\./g, "remote.name.")
    .replace(/\[[^\]:/]*:[^\]/]*\]/g, "[alias:name]")
    .replace(/\[(?!alias:)[^\]:/]*\]/g, "[name]")
    .replace(
      /\b(index: ?|Index (?!is)|rule |for (?!index)|\{autofollow:|Connection refused: )[^ .}]+/g,
      "$1name",
    );
}
