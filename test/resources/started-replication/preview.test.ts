// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { checkInputs } from "../../../provider/resources/started-replication/check";
import { difference } from "../../../provider/resources/started-replication/diff";
import { sayOfChange, sayOfNew } from "../../../provider/resources/started-replication/preview";
import { inputSchema } from "../../../provider/resources/started-replication/schema";
import { compared } from "../../support/compared";

const unknown = "(not known yet)";
const isUnknown = (value: unknown): boolean => value === unknown;
const given = { index: "copy", leaderIndex: "orders", leaderAlias: "eu" };
const { inputs } = checkInputs({}, given, { leaderAlias: undefined, isUnknown: () => false });
const olds = { ...inputs, acknowledged: true, status: "SYNCING", reason: "", clusterUuid: "u" };

const saidOf = (news: object, state: object = {}): string | undefined => {
  const both = compared(inputSchema, { ...olds, ...state }, { ...inputs, ...news });
  return sayOfChange("copy", both, difference(both, isUnknown), isUnknown);
};

describe("what a preview says of a change", () => {
  it("is nothing where the engine's own rows say it all", () => {
    expect(saidOf({})).to.equal(undefined);
    expect(saidOf({ paused: true })).to.equal(undefined);
    expect(saidOf({ settings: { number_of_replicas: 2 } })).to.equal(undefined);
  });

  it("is what a replacement under the same name does to the index", () => {
    const said =
      'To replace it, `pulumi up` checks that the new start is possible, stops the replication into "copy", deletes that index with its data, and copies leader index "orders-2" over connection "eu".';
    expect(saidOf({ leaderIndex: "orders-2" })).to.equal(
      `${said} If someone has stopped it meanwhile, the index may have been written to, and is not deleted.`,
    );
    expect(saidOf({ leaderIndex: "orders-2", ifIndexExists: "overwrite" })).to.equal(said);
  });

  it("is on which site an index is promoted or demoted, as far as that is known", () => {
    const said = (promoted: boolean, host: string | undefined) => {
      const both = { ...compared(inputSchema, olds, { ...inputs, promoted }), host };
      return sayOfChange("copy", both, difference(both, isUnknown), isUnknown);
    };
    expect(said(true, "us:9200")).to.match(
      /promotes "copy" on us:9200: .* open for writing there\.$/,
    );
    expect(said(false, "eu:9200")).to.match(/demotes "copy" on eu:9200: it takes no writes/);
    expect(said(false, undefined)).to.match(/demotes "copy": it takes no writes/);
  });

  it("is what a new name leaves behind", () => {
    expect(saidOf({ index: "other" })).to.equal(
      'The replication into "copy" is replaced by one into "other": the leader is copied into the new index, the old replication is stopped, and index "copy" is kept, writable.',
    );
    expect(saidOf({ index: "other" }, { onDestroy: "deleteIndex" })).to.match(
      /index "copy" is deleted with its data\.$/,
    );
  });

  it("is no more than that there is a replacement while its inputs are not known", () => {
    for (const news of [{ leaderIndex: unknown }, { index: unknown }, { leaderAlias: unknown }])
      expect(saidOf(news)).to.match(/^The replication into "copy" is replaced\. .* not known yet/);
  });

  it("is why a failed one is replaced, and how", () => {
    expect(saidOf({}, { status: "FAILED", reason: "no shards" })).to.match(
      /^The replication into "copy" has failed: no shards\. .*To replace it, `pulumi up` checks/,
    );
  });

  it("is that a destroy deletes the index from now on", () => {
    expect(saidOf({ onDestroy: "deleteIndex" })).to.equal(
      'After this `pulumi up`, a destroy deletes follower index "copy" with its data.',
    );
    expect(saidOf({ onDestroy: "keepIndex" }, { onDestroy: "deleteIndex" })).to.equal(undefined);
  });

  describe("of a pause", () => {
    const said = (reason: string): string | undefined => saidOf({}, { status: "PAUSED", reason });

    it("promises a resume only as long as the leader holds the lease", () => {
      expect(said("maintenance")).to.match(
        /is paused: maintenance\. `pulumi up` resumes it if the leader still holds its retention lease.*otherwise that takes `forceResume`/,
      );
    });

    it("promises none where the leader index was deleted", () => {
      const reason = 'AutoPaused: [[copy][0] - IndexNotFoundException - "no such index [orders]"]';
      expect(said(reason)).to.match(
        /leader index was deleted, so `pulumi up` can resume it only once.*`forceResume` is true/,
      );
    });

    it("takes a person's words for no more than that", () => {
      expect(said("IndexNotFound, they say")).to.match(/resumes it if the leader still holds/);
    });
  });
});

describe("what a preview says of a new replication", () => {
  it("is nothing, unless the program says what to do with an index that is there", () => {
    expect(sayOfNew(given, isUnknown)).to.equal(undefined);
    expect(sayOfNew({ ...given, ifIndexExists: "fail" }, isUnknown)).to.equal(undefined);
  });

  it("is what an adoption takes over", () => {
    expect(sayOfNew({ ...given, ifIndexExists: "adopt" }, isUnknown)).to.match(
      /^If "copy" already replicates this leader index .* adopts it and copies nothing; it refuses any other/,
    );
  });

  it("is what an overwrite deletes", () => {
    expect(sayOfNew({ ...given, ifIndexExists: "overwrite" }, isUnknown)).to.match(
      /^If "copy" exists and is not already this replication, .* deletes it with its data before/,
    );
  });

  it("is nothing while the name is not known", () => {
    const pending = { ...given, index: unknown, ifIndexExists: "overwrite" };
    expect(sayOfNew(pending, isUnknown)).to.equal(undefined);
  });
});
