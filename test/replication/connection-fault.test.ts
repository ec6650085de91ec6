// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { ask } from "../support/ask";
import { beginLife, type Life } from "../support/handler-life";
import { checkedInputs } from "../support/replication-inputs";
import { thrownBy } from "../support/thrown-by";

const inputs = { ...checkedInputs, leaderAlias: "eu" };

describe("a start over a connection that is there and cannot be copied over", () => {
  let life: Life;
  beforeEach(async () => (life = await beginLife()));
  afterEach(() => life.close());

  const refused = (): Promise<Error> => thrownBy(life.newProcess().create(inputs));
  const configure = (keys: Record<string, string>): Promise<unknown> =>
    ask(life.pair.follower, "PUT", "/_cluster/settings", {
      persistent: Object.fromEntries(
        Object.entries(keys).map(([key, value]) => [`cluster.remote.eu.${key}`, value]),
      ),
    });

  for (const mode of ["sniff", "proxy"] as const) {
    it(`names opensearch.yml as the cause (${mode} mode)`, async () => {
      life.pair.follower.connectInFile("eu", life.pair.leader.transportAddress, mode);
      expect((await refused()).message).to.match(
        /Unable to initiate restore call.*The cause is that connection "eu" is set in opensearch\.yml/s,
      );
    });
  }

  it("names the same where the cluster's settings only repeat what the file says", async () => {
    const { transportAddress } = life.pair.leader;
    life.pair.follower.connectInFile("eu", transportAddress);
    await configure({ seeds: transportAddress });
    const { message } = await refused();
    // Nothing shows it by then.
    expect(message).to.match(/Candidates: .*a connection that is set in opensearch\.yml/);
    expect(message).not.to.match(/The cause is/);
  });

  it("names proxy mode as the cause before 2.7", async () => {
    life.pair.leader.version = "2.6.0";
    life.pair.follower.version = "2.6.0";
    await configure({ mode: "proxy", proxy_address: life.pair.leader.transportAddress });
    expect((await refused()).message).to.match(
      /The cause is that connection "eu" is in proxy mode.*from OpenSearch 2\.7 on; this is 2\.6\.0/,
    );
  });

  it("names no cause that it does not know", async () => {
    await configure({ seeds: life.pair.leader.transportAddress });
    await ask(life.pair.follower, "PUT", "/other", { aliases: { copy: {} } });
    const { message } = await refused();
    expect(message).to.match(/Unable to initiate restore call.*Candidates/s);
    expect(message).not.to.match(/The cause is/);
  });
});
