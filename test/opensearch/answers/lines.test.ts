// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { OpenSearchError } from "../../../provider/opensearch/answers/errors";
import { inLines } from "../../../provider/opensearch/answers/lines";
import { Refusal } from "../../../provider/opensearch/answers/refusal";

const asked = { doing: "do it", method: "GET", path: "/", host: "host", mayHaveHappened: false };
const failure = (reason: string, hint?: string): OpenSearchError =>
  new OpenSearchError(
    { ...asked, status: 401, type: "", reason },
    hint === undefined ? {} : { hint },
  );

describe("an error in lines", () => {
  it("an answer that is known -> what was done, what was answered, what to try, and where the docs have it", () => {
    expect(inLines(failure("Unauthorized", "Refused was user x.")).split("\n")).to.deep.equal([
      "Could not do it on host:",
      "  Unauthorized (HTTP 401).",
      "  Set the sign-in on the Provider, as stack configuration (opensearch:username and opensearch:password, or opensearch:token) or in the environment (OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD, or OPENSEARCH_TOKEN).",
      "  Refused was user x.",
      "  See docs/troubleshooting.md#sign-in-refused",
    ]);
  });

  it("an error that goes on with another -> its place in the docs is last", () => {
    const cause = failure("Unauthorized");
    const [first, ...more] = inLines(new Error(`${cause.message} Ask them.`, { cause })).split(
      "\n",
    );
    expect(first).to.equal("Could not do it on host:");
    expect(more.slice(2)).to.deep.equal([
      "  Ask them.",
      "  See docs/troubleshooting.md#sign-in-refused",
    ]);
  });

  it("a refusal -> a line for each sentence, and none for what only looks like one", () => {
    const text = "It stays (see opensearch.yml), as v. 3 has it. Stop it.\n- one. Or two.\n`up`.";
    expect(inLines(new Refusal(text))).to.equal(
      "It stays (see opensearch.yml), as v. 3 has it.\n  Stop it.\n  - one.\n    Or two.\n  `up`.",
    );
  });

  for (const forged of ["no.\nRun it", "no. Run it", "no.\r\n\r\n  Run it", "\n\nno. Run it\n"]) {
    it(`a server's text ${JSON.stringify(forged)} -> one line`, () => {
      expect(inLines(failure(forged)).split("\n")[1]).to.equal("  no. Run it (HTTP 401).");
    });
  }
});
