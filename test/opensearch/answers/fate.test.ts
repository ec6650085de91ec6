// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { OpenSearchError } from "../../../provider/opensearch/answers/errors";
import { fateOf } from "../../../provider/opensearch/answers/fate";
import type { Failure } from "../../../provider/opensearch/answers/failure";
import { knownAnswers } from "../../../provider/opensearch/answers/known";
import type { KnownAnswer } from "../../../provider/opensearch/answers/known/known-answer";
import { isTransient } from "../../../provider/opensearch/client/retry";
import { sampleFailures } from "../../../scripts/samples";

/** The rows of which a sample was answered and is such a failure. */
function namesWhere(isSuch: (failure: Failure) => boolean): string[] {
  const rows = Object.values(knownAnswers).flatMap((subject) =>
    Object.entries<KnownAnswer>(subject),
  );
  const answered = (row: KnownAnswer): Failure[] =>
    sampleFailures(row).filter(({ status }) => status !== undefined);
  return rows.filter(([, row]) => answered(row).some(isSuch)).map(([name]) => name);
}

describe("the fate of a call", () => {
  it("is that of the cause, where the answer has one", () => {
    const causes = [{ type: "x", reason: "Replication is not enabled on the remote domain" }];
    expect(fateOf({ status: 500, type: "exception", reason: "", causes })).to.equal("refused");
  });

  it("is unclear after a fault inside the server that nothing is known of", () => {
    expect(fateOf({ status: 500, type: "null_pointer_exception", reason: "" })).to.equal("unclear");
    expect(fateOf({ status: 400, type: "null_pointer_exception", reason: "" })).to.equal("refused");
  });

  it("is unclear, or open to a later try, for these alone", () => {
    const unclear = namesWhere((failure) => fateOf(failure) === "unclear");
    expect(unclear.join(" ")).to.equal(
      "clusterManagerLost clusterManagerNotFound noUserMeanwhile startTimedOut statusUnavailable recordsUnavailable stopHalfDone notAcknowledged clusterManagerBusy ruleExists ruleNotStored notOpensearch gatewayTrouble",
    );
    const later = namesWhere((failure) => fateOf(failure) === "notYet");
    expect(later.join(" ")).to.equal(
      "clusterNotRecovered noClusterManager securityStarting leaderPrimariesNotActive snapshotInProgress restoring tooManyRequests",
    );
  });

  it("lets it be made again where the cluster, or what is in front of it, is busy or not quite there, and nowhere else", () => {
    const again = namesWhere((failure) => isTransient(new OpenSearchError(failure)));
    expect(again.join(" ")).to.equal(
      "clusterNotRecovered noClusterManager clusterManagerNotFound securityStarting notAcknowledged clusterManagerBusy tooManyRequests notOpensearch gatewayTrouble",
    );
  });
});
