// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { callsFor } from "../../examples/docker-compose/contents";
import { readOptions } from "../../examples/docker-compose/options";
import { exportLines, portsOf, variablesFor } from "../../examples/docker-compose/variables";
import { readEnvironment } from "../cluster/pair/environment";

const example = resolve(__dirname, "../../examples/docker-compose");

const people = { adminPassword: "Adm-1n", restrictedPassword: "Restr-1", caFile: "/ca.pem" };
const ports = { leader: "9201", follower: "9200" };

describe("the command line of npm run clusters:up", () => {
  it("takes a release, whether with security, and a file for the variables", () => {
    const args = ["up", "--release", "2.19.6", "--security", "off", "--env-file", "env"];
    const read = readOptions(args);
    expect(read).to.deep.equal({
      command: "up",
      release: "2.19.6",
      security: false,
      envFile: "env",
    });
    const defaults = { release: "3.4.0", security: true, envFile: undefined };
    expect(readOptions(["up"])).to.deep.equal({ command: "up", ...defaults });
    expect(readOptions(["down"])).to.deep.equal({ command: "down", ...defaults });
  });

  for (const args of [
    [],
    ["restart"],
    ["up", "down"],
    ["up", "--release", "latest"],
    ["up", "--security", "maybe"],
    ["up", "--port", "9200"],
  ]) {
    it(`says how it is used where it reads "${args.join(" ")}"`, () => {
      expect(() => readOptions(args)).to.throw(/Usage: npm run clusters:up/);
    });
  }
});

describe("the variables of a pair in Docker", () => {
  it("are all that npm run test:cluster needs, with the security plugin", () => {
    const caFile = join(mkdtempSync(join(tmpdir(), "ca-")), "ca.pem");
    writeFileSync(caFile, "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n");
    const read = readEnvironment(variablesFor(ports, { ...people, caFile }));
    expect(read.raw).to.include({ url: "https://127.0.0.1:9200", username: "admin" });
    expect(read.leader.baseUrl).to.match(/^https:\/\/127\.0\.0\.1:9201/);
    expect(read.leaderSeed).to.equal("leader:9300");
    expect(read.restricted).to.include({ username: "restricted", password: "Restr-1" });
    expect(read.useRoles?.leaderClusterRole).to.match(/leader_full_access$/);
  });

  it("are all that it needs without", () => {
    const read = readEnvironment(variablesFor(portsOf({ LEADER_PORT: "19201" }), undefined));
    expect(read.raw.url).to.equal("http://127.0.0.1:9200");
    expect(read.leader.baseUrl).to.match(/^http:\/\/127\.0\.0\.1:19201/);
    expect([read.restricted, read.useRoles, read.raw.username]).to.deep.equal(
      Array(3).fill(undefined),
    );
  });

  it("survive a shell", () => {
    expect(exportLines({ A: "it's", B: "b" })).to.equal("export A='it'\\''s'\nexport B='b'\n");
  });
});

describe("what a new pair in Docker is given", () => {
  it("are users, and roles on their side only, before the data", () => {
    const paths = callsFor(people).map(
      ({ of, path }) => `${of} ${path.split("/").slice(-2).join("/")}`,
    );
    expect(paths).to.deep.equal([
      "leader internalusers/admin",
      "leader internalusers/restricted",
      "leader rolesmapping/cross_cluster_replication_leader_full_access",
      "follower internalusers/admin",
      "follower internalusers/restricted",
      "follower rolesmapping/cross_cluster_replication_follower_full_access",
      "leader orders/_bulk?refresh=true",
      "follower _cluster/settings",
    ]);
    expect(callsFor(undefined)).to.have.length(2);
  });

  it("is reached on loopback only, has no password in the repository, and a small heap", () => {
    const text = readFileSync(join(example, "compose.yaml"), "utf8");
    const published = [...text.matchAll(/ports: \["([^"]+)"\]/g)].map(([, port = ""]) => port);
    expect(published).to.have.length(2);
    expect(published.every((port) => port.startsWith("127.0.0.1:"))).to.equal(true);
    expect(text)
      .to.match(/-Xms512m -Xmx512m/)
      .and.not.to.match(/password/i);
    expect(readFileSync(join(example, "internal_users.yml"), "utf8")).not.to.match(/^ *hash:/m);
  });
});
