// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { readCommandLine } from "../../provider/cli/command-line";
import { status, type Terminal } from "../../provider/cli/status/status";
import { ask } from "../support/ask";
import {
  administrator,
  beginLookUps,
  leastPrivileged,
  type LookUpLife,
} from "../support/look-up-life";

describe("`status` of a cluster", () => {
  let life: LookUpLife;
  let written: string;
  const end = new AbortController();
  const run = async (args: string[], terminal: Partial<Terminal> = {}, environment = {}) => {
    written = "";
    const url = ["--url", life.pair.follower.url];
    return status(readCommandLine(["status", ...args, ...url], environment), {
      ...{ width: undefined, hasColours: false, clock: life.clock, signal: end.signal },
      write: (text) => void (written += text),
      input: () => Promise.resolve(""),
      ...terminal,
    });
  };
  const sent = (method: string, path: string, body: object = {}) =>
    ask(life.pair.follower, method, path, body);
  const json = () => JSON.parse(written) as { replications: Record<string, unknown>[] }[];
  afterEach(() => life.close());

  it("what syncs -> 0; what somebody pauses, or stops -> 1 and its reason; what a rule skips is named", async () => {
    life = await beginLookUps();
    await life.start("copy-1", "copy-2");
    expect(await run([])).to.equal(0);
    expect(written).to.match(/copy-1 +leader:orders +SYNCING +0 +0\n/);
    const reason = { reason: "over the weekend" };
    await sent("POST", "/_plugins/_replication/copy-2/_pause", reason);
    expect(await run([])).to.equal(1);
    expect(written).to.match(/copy-2 .*PAUSED.*over the weekend/);
    expect(await run(["copy-1"])).to.equal(0);
    expect(written).to.not.match(/copy-2/);
    expect(await run(["copy-*"])).to.equal(1);
    expect(await run(["copy"])).to.equal(1);
    expect(written).to.match(/copy +NOT REPLICATED/);
    await sent("POST", "/_plugins/_replication/copy-2/_resume");
    life.clock.advance(60_000);
    life.pair.leader.addIndex("logs-1", 3);
    await sent("PUT", "/logs-1");
    const rule = { leader_alias: "leader", name: "logs", pattern: "logs-*" };
    await sent("POST", "/_plugins/_replication/_autofollow", rule);
    life.clock.advance(120_000);
    expect(await run([])).to.equal(1);
    expect(written).to.match(/logs +logs-\* .*logs-1/);
    expect(await run(["copy-1"]), "by name").to.equal(0);
  });

  it("a cluster that cannot be asked, or settings that are none -> 2 and why; the other site is shown", async () => {
    life = await beginLookUps();
    await life.start("copy");
    const sites = ["--site", `eu=${life.pair.follower.url}`, "--site", "us=http://127.0.0.1:1"];
    expect(await run(sites)).to.equal(2);
    expect(written).to.match(/^eu\n[^]*copy .*SYNCING[^]*us\n[^]*ECONNREFUSED/);
    expect(await run(["--ca-cert", "no such file"])).to.equal(2);
    expect(written).to.match(/caCert/);
    expect(await run(["--insecure", "perhaps"])).to.equal(2);
    expect(written).to.match(/insecure must be[^]*--help/);
  });

  it("the plugin's two roles -> names only, and which permission shows the rest; 2 without names", async () => {
    life = await beginLookUps({ security: {} });
    await life.start("copy");
    const { username, password } = leastPrivileged;
    const signIn = ["--username", username, "--password", password];
    expect(await run(signIn)).to.equal(2);
    expect(written)
      .to.match(/cluster:monitor\/state/)
      .and.match(/autofollow\/stats/);
    expect(await run(["copy", ...signIn])).to.equal(0);
    expect(written).to.match(/copy +leader:orders +SYNCING/);
    const wrong = ["--username", "nobody", "--password", "of-nobody"];
    expect(await run(["copy", ...wrong])).to.equal(2);
    expect(written)
      .to.match(/nobody/)
      .and.not.match(/of-nobody/);
    const variables = {
      OPENSEARCH_USERNAME: administrator.username,
      OPENSEARCH_PASSWORD: administrator.password,
    };
    expect(await run([], {}, variables)).to.equal(0);
  });

  it("behind -> by how many operations, and by how old the oldest is where documents tell; the limits count", async () => {
    life = await beginLookUps({ pace: { laterWrite: 1e9 } });
    await life.start("copy");
    const at = (ago: number) => new Date(life.clock.wallTime() - ago).toISOString();
    for (const [id, ago] of [
      ["a", 50_000],
      ["b", 20_000],
    ] as const)
      await ask(life.pair.leader, "PUT", `/orders/_doc/${id}`, { "@timestamp": at(ago) });
    life.clock.advance(10_000);
    expect(await run(["--json"])).to.equal(0);
    expect(json()[0]?.replications[0]).to.include({ lag: 2, secondsBehind: 60 });
    expect(await run(["--json", "--timestamp-field", "date"])).to.equal(0);
    expect(json()[0]?.replications[0]).to.not.have.property("secondsBehind");
    expect(await run(["--max-lag", "1"])).to.equal(1);
    expect(await run(["--max-lag-seconds", "59"])).to.equal(1);
    expect(await run(["--max-lag", "2", "--max-lag-seconds", "60"])).to.equal(0);
  });

  it("a stack -> what it declares and does not flow, what flows and it does not declare; something else -> refused", async () => {
    life = await beginLookUps();
    await life.start("copy", "other");
    const resource = (kind: string, outputs: object) => ({
      ...{ type: `pulumi-nodejs:dynamic/opensearch:${kind}`, outputs },
    });
    const exported = (...resources: object[]): Partial<Terminal> => ({
      input: () => Promise.resolve(JSON.stringify({ deployment: { resources } })),
    });
    const both = exported(
      resource("StartedReplication", { index: "copy" }),
      resource("StartedReplication", { index: "gone" }),
      resource("StartedReplication", { index: "promoted", promoted: true }),
      { type: "pulumi:pulumi:Stack" },
    );
    expect(await run(["--stack"], both)).to.equal(1);
    expect(written).to.match(/not flowing: gone\nFlowing, and not declared: other\n$/);
    const elsewhere = exported(
      resource("StartedReplication", { index: "copy" }),
      resource("StartedReplication", { index: "gone", clusterUuid: "another" }),
      resource("AutoFollowRule", { pattern: "ord*" }),
    );
    expect(await run(["--stack"], elsewhere)).to.equal(0);
    expect(await run(["copy", "--stack"], both), "others are not looked at").to.equal(0);
    const another = exported(
      resource("StartedReplication", { index: "copy", clusterUuid: "another" }),
    );
    expect(await run(["--stack"], another)).to.equal(1);
    expect(written).to.match(/is on another cluster, or this one was made anew/);
    await sent("POST", "/_plugins/_replication/other/_pause");
    const paused = exported(
      resource("StartedReplication", { index: "copy" }),
      resource("StartedReplication", { index: "other", paused: true }),
    );
    await run(["--stack"], paused);
    expect(written).to.match(/declares just what flows/);
    for (const text of ["", "[]", '{"deployment":{}}']) {
      const input = (): Promise<string> => Promise.resolve(text);
      const error = await run(["--stack"], { input }).then(String, String);
      expect(error).to.match(/no `pulumi stack export`/);
    }
  });

  it("watched -> drawn over the last look, with the lag as a line and since when; Ctrl-C gives the cursor back", async () => {
    life = await beginLookUps({ pace: { laterWrite: 1e9 } });
    await life.start("copy");
    const ended = new AbortController();
    let looks = 0;
    const clock = {
      ...life.clock,
      async sleep(milliseconds: number) {
        life.clock.advance(milliseconds);
        await ask(life.pair.leader, "PUT", `/orders/_doc/n${++looks}`, {});
        if (looks === 4) ended.abort();
      },
    };
    const screen = { width: 120, clock, signal: ended.signal };
    expect(await run(["--watch", "--interval", "5"], screen)).to.equal(0);
    const drawn = written.split("\x1b[H");
    expect(drawn).to.have.length(5);
    expect(drawn[0]).to.equal("\x1b[?25l\x1b[2J");
    // Behind by three operations, the first of which came after the first look, 15 s ago.
    expect(drawn[4]).to.match(/copy .* 3 +15 +▁▄▆█ +\d\d:\d\d:\d\d/);
    expect(drawn[4]?.endsWith("\x1b[J\x1b[?25h")).to.equal(true);
  });

  it("watched on a low terminal -> as many lines as it has; ended while a cluster does not answer -> at once", async () => {
    life = await beginLookUps();
    await life.start("copy-1", "copy-2", "copy-3");
    const ended = new AbortController();
    let looks = 0;
    const clock = {
      ...life.clock,
      sleep(milliseconds: number) {
        life.clock.advance(milliseconds);
        // The next look is under way when it is ended.
        if (++looks === 2) setImmediate(() => ended.abort());
        return Promise.resolve();
      },
    };
    const screen = { width: 120, height: 6, clock, signal: ended.signal };
    expect(await run(["--watch"], screen)).to.equal(0);
    for (const drawn of written.split("\x1b[H").slice(1)) {
      expect(drawn.split("\n")).to.have.length(6);
      expect(drawn).to.match(/copy-2[^]*more lines; name indexes/);
    }
  });
});
