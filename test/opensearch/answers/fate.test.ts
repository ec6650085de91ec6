// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { fateOf } from "../../../provider/opensearch/answers/fate";
import { isTransient } from "../../../provider/opensearch/client/retry";
import { failureOf } from "../../remedies/judged";
import { areas } from "../../remedies/list";

describe("the fate of a call", () => {
  it("is that of the cause, where the answer has one", () => {
    const causes = [{ type: "x", reason: "Replication is not enabled on the remote domain" }];
    expect(fateOf({ status: 500, type: "exception", reason: "", causes })).to.equal("refused");
  });

  it("lets it be made again where the cluster, or what is in front of it, is busy or not quite there, and nowhere else", () => {
    const again = areas
      .flatMap(({ list }) => list)
      .filter((judged) => "status" in judged.answer && isTransient(failureOf(judged)))
      .map(({ cause }) => cause);
    expect(again).to.deep.equal([
      "a node did not confirm the stop in time",
      "the cluster manager has too much to do",
      "a balancer got no answer from the cluster in time",
      "the node has not read the cluster's state yet",
      "a cluster manager is being elected",
      "a master is being elected, before 2.0",
      "the node is in no cluster that has a cluster manager",
      "the node is in no cluster that has a master, before 2.0",
      "the security plugin of a node has not read its configuration",
      "the same, with the reason that 3.1 and later give",
      "something else than OpenSearch answers",
      "the cluster is overloaded",
      "a balancer reaches no node",
      "the cluster takes no more calls at the moment",
    ]);
  });
});
