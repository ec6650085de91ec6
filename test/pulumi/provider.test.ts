// SPDX-License-Identifier: Apache-2.0
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { gatherSettings, settingVariables } from "../../provider/opensearch/settings";
import { Provider, type ProviderArgs } from "../../provider/pulumi/provider";
import { resolved } from "../support/resolved";

/** What the engine is sent for a provider: every input, and which of them are secrets. */
async function sentFor(
  args: ProviderArgs,
): Promise<{ inputs: Record<string, unknown>; secrets: string[] }> {
  const sent: Record<string, unknown> = {};
  await pulumi.runtime.setMocks({
    call: ({ inputs }) => inputs as Record<string, unknown>,
    newResource: ({ inputs, name }) => {
      Object.assign(sent, inputs);
      return { id: name, state: inputs as Record<string, unknown> };
    },
  });
  const provider = new Provider("follower", args);
  await new Promise((done) => provider.urn.apply(done));
  const secrets: string[] = [];
  const inputs = Object.entries(sent).map(([key, value]) => {
    const name = key.replace(/^opensearch:/, "");
    const isWrapped = typeof value === "object" && value !== null && "value" in value;
    if (isWrapped) secrets.push(name);
    return [name, isWrapped ? value.value : value];
  });
  return { inputs: Object.fromEntries(inputs) as Record<string, unknown>, secrets };
}

const all: Required<ProviderArgs> = {
  ...{ url: "https://a", urls: ["https://b", pulumi.output("https://c")] },
  ...{ username: "u", password: "p", token: "t", tokenName: "n" },
  ...{ clientCert: "c", clientKey: "k", signAwsRequests: true, awsSignatureService: "es" },
  ...{ awsRegion: "r", awsAccessKey: "a", awsSecretKey: "s", awsToken: "x", awsProfile: "y" },
  ...{ awsAssumeRoleArn: "1", awsAssumeRoleExternalId: "2", awsAssumeRoleSessionName: "3" },
  ...{ awsWebIdentityRoleArn: "4", awsWebIdentityTokenFile: "5" },
  ...{ insecure: false, caCert: "6", proxy: "7", hostOverride: "8" },
  ...{ requestTimeout: "75s", startsInFlight: 6, waitForAccess: "1m", leaderAlias: "9" },
  onClusterChange: "startAnew",
};

describe("the Provider", () => {
  it("takes every setting there is, and stores as secrets what may hold one", async () => {
    expect(Object.keys(all)).to.have.members(Object.keys(settingVariables));
    const { inputs, secrets } = await sentFor(all);
    expect(secrets).to.have.members([
      ...["url", "urls", "password", "token", "clientKey", "awsSecretKey", "awsToken", "proxy"],
    ]);
    expect(Object.keys(inputs).filter((name) => name in all)).to.have.members(Object.keys(all));
  });

  it("sends texts, which are read as they were meant", async () => {
    const { inputs } = await sentFor({
      ...{ urls: ["https://b", pulumi.output("https://c")], signAwsRequests: true },
      ...{ awsRegion: "eu-west-1", startsInFlight: 3, insecure: false },
    });
    expect(inputs).to.include({
      urls: "https://b,https://c",
      startsInFlight: "3",
      insecure: "false",
    });
    const settings = resolved(gatherSettings((name) => inputs[name] as string | undefined, {}));
    expect(settings).to.include({ baseUrl: "https://b", startsInFlight: 3, insecure: false });
    expect(settings.signIn).to.include({ kind: "aws", region: "eu-west-1" });
  });

  it("leaves out what is not given, also by an output that holds nothing", async () => {
    const { inputs } = await sentFor({
      username: pulumi.output(undefined) as unknown as pulumi.Output<string>,
    });
    const raw = gatherSettings((name) => inputs[name] as string | undefined, {});
    expect(raw).to.deep.equal({});
  });
});
