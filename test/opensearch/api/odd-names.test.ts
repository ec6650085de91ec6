// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { JsonObject } from "../../../provider/opensearch/answers/answer";
import type { Client } from "../../../provider/opensearch/client/client";
import { hasFollowerBlock } from "../../../provider/opensearch/api/follower-index";
import { remoteInfo } from "../../../provider/opensearch/api/remote-info";
import {
  changeRemoteSettings,
  remoteSettings,
} from "../../../provider/opensearch/api/remote-settings";
import { parseReplicationMetadata } from "../../../provider/opensearch/api/stored-replications";

/** An answer as it is parsed: `__proto__` in JSON is a name like others. */
const parsed = (text: string): JsonObject => JSON.parse(text) as JsonObject;

function clientThat(answer: JsonObject): { client: Client; bodies: unknown[] } {
  const bodies: unknown[] = [];
  const request: Client["request"] = ({ body }) => {
    bodies.push(body);
    return Promise.resolve(answer);
  };
  return { bodies, client: { host: "", isAmazon: false, request } };
}

for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
  describe(`what is called ${name}`, () => {
    it("a connection that is not listed -> there is none", async () => {
      const { client } = clientThat(parsed('{"eu":{"connected":true,"mode":"sniff"}}'));
      expect(await remoteInfo(client, name)).to.equal(undefined);
    });

    it("a connection that is listed -> what is said of it", async () => {
      const { client } = clientThat(parsed(`{"${name}":{"connected":true,"mode":"proxy"}}`));
      expect(await remoteInfo(client, name)).to.deep.include({ isConnected: true, mode: "proxy" });
    });

    it("an index without blocks -> not blocked; with the follower's -> blocked", async () => {
      const none = parsed('{"blocks":{"indices":{"other":{"1000":{}}}}}');
      expect(await hasFollowerBlock(clientThat(none).client, name)).to.equal(false);
      const own = parsed(`{"blocks":{"indices":{"${name}":{"1000":{}}}}}`);
      expect(await hasFollowerBlock(clientThat(own).client, name)).to.equal(true);
    });

    it("the settings of a connection -> its own only, and changed under its name", async () => {
      const key = `cluster.remote.${name}.seeds`;
      const { client, bodies } = clientThat(
        parsed(`{"persistent":{"${key}":["a:1"]},"transient":{},"acknowledged":true}`),
      );
      expect((await remoteSettings(client, name)).persistent).to.deep.equal({ seeds: ["a:1"] });
      const change = { persistent: { seeds: null }, transient: {} };
      await changeRemoteSettings(client, name, change, "remove it");
      expect(JSON.stringify(bodies.at(-1))).to.equal(`{"persistent":{"${key}":null}}`);
    });

    it("a replication on record -> listed", () => {
      const detail = '{"REPLICATION_LAST_KNOWN_OVERALL_STATE":"RUNNING"}';
      const record = `{"replication_details":{"${name}":${detail}}}`;
      const answer = parsed(`{"cluster_name":"f","metadata":{"replication_metadata":${record}}}`);
      expect(parseReplicationMetadata(answer)).to.deep.equal([
        { index: name, state: "RUNNING", leaderAlias: undefined },
      ]);
    });
  });
}
