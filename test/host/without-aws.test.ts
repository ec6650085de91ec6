// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { dependencies } from "../../package.json";
import type { ClusterPair } from "../../sandbox/clusters";
import { startDomain, domainKey, domainSettings } from "../opensearch/sign-in/aws/rig";

const packages = resolve(__dirname, "../../node_modules");

/** A program's folder with the built package and all that it needs, but nothing of AWS's own. */
function programWithoutAws(): string {
  const folder = mkdtempSync(join(tmpdir(), "without-aws-"));
  for (const name of ["@pulumi/pulumi", ...Object.keys(dependencies)]) {
    const target = join(folder, "node_modules", name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(packages, name), target);
  }
  const own = join(folder, "node_modules", "pulumi-opensearch-replication");
  for (const item of ["dist", "package.json"]) {
    cpSync(resolve(__dirname, "../..", item), join(own, item), { recursive: true });
  }
  return folder;
}

const program = `
  const { startedReplication: handler } = require("pulumi-opensearch-replication/handlers");
  const values = JSON.parse(process.argv[1]);
  handler.configure({ config: { get: (name) => values[name.replace("opensearch:", "")] } });
  const loaded = (name) => Object.keys(require.cache).some((file) => file.includes("/node_modules/" + name + "/"));
  const tell = (said) => console.log(JSON.stringify({ said, aws4: loaded("aws4"), sdk: loaded("@aws-sdk") }));
  const inputs = { index: "copy", leaderIndex: "orders", leaderAlias: "nobody", timeouts: { create: "1s" } };
  handler.create(inputs).then(() => tell("created"), (error) => tell(error.message));
`;

describe("the package without AWS's", () => {
  let folder: string;
  let domain: ClusterPair;
  before(async () => {
    folder = programWithoutAws();
    domain = await startDomain();
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await domain.close();
  });

  /** What a create in a process of its own says, and what was loaded by then. */
  async function created(settings: Record<string, string | undefined>, cwd = folder) {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["-e", program, JSON.stringify({ url: domain.follower.url, ...settings })],
      { cwd, env: { PATH: process.env["PATH"] } },
    );
    return JSON.parse(stdout) as { said: string; aws4: boolean; sdk: boolean };
  }

  it("loads nothing of AWS where nothing is signed", async () => {
    const { said, aws4, sdk } = await created({ username: "u", password: "p" });
    expect(said).to.match(/requires signed requests/);
    expect({ aws4, sdk }).to.deep.equal({ aws4: false, sdk: false });
  });

  it("signs with static keys", async () => {
    const { said, aws4, sdk } = await created(domainSettings);
    expect(said).to.match(/no such remote cluster: \[nobody\]/);
    expect({ aws4, sdk }).to.deep.equal({ aws4: true, sdk: false });
  });

  for (const [what, settings] of Object.entries({
    "a profile": { awsProfile: "ops" },
    "the default chain": { signAwsRequests: "true" },
    "a role assumed with static keys": {
      ...domainSettings,
      awsAssumeRoleArn: "arn:aws:iam::1:role/r",
    },
    "a web identity": { awsWebIdentityRoleArn: "arn", awsWebIdentityTokenFile: "/token" },
  })) {
    it(`says what to install for ${what}`, async () => {
      const { said } = await created({ awsRegion: domainKey.region, ...settings });
      expect(said).to.match(
        /run npm install @aws-sdk\/credential-providers in the program's folder/,
      );
    });
  }

  it("takes AWS's from the program's folder, also where the package itself is only linked there", async () => {
    const linked = mkdtempSync(join(tmpdir(), "with-aws-"));
    try {
      const modules = join(linked, "node_modules");
      const stub = join(modules, "@aws-sdk", "credential-providers");
      mkdirSync(stub, { recursive: true });
      symlinkSync(
        join(folder, "node_modules", "pulumi-opensearch-replication"),
        join(modules, "pulumi-opensearch-replication"),
      );
      const { accessKey: accessKeyId, secretKey: secretAccessKey } = domainKey;
      const found = JSON.stringify({ accessKeyId, secretAccessKey });
      writeFileSync(join(stub, "index.js"), `exports.fromIni = () => async () => (${found});`);
      const settings = { awsRegion: domainKey.region, awsProfile: "ops" };
      const { said, sdk } = await created(settings, linked);
      expect(said).to.match(/no such remote cluster/);
      expect(sdk).to.equal(true);
    } finally {
      rmSync(linked, { recursive: true });
    }
  });
});
