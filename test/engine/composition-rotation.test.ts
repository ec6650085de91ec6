// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { changesIn } from "../support/cli-output";
import { clusterProgram } from "../support/cluster-program";
import { type ComposedStack, composedStack } from "../support/composed-stack";
import { followerOf } from "../support/follower";
import { thrownBy } from "../support/thrown-by";

const logged = ["--logtostderr", "-v=1"] as const;
const up = ["up", "--yes", "--skip-preview", ...logged] as const;
const [first, second, third] = ["f1rst-password", "s3cond-password", "th1rd-password"];
const user = "/_plugins/_security/api/internalusers/admin";

// One stack, and each test goes on from where the one before left it.
describe("a password that is rotated", function () {
  this.timeout(20 * 60_000);
  let stack: ComposedStack;

  before(async () => {
    stack = await composedStack();
    stack.program(clusterProgram({ password: first }));
    await stack.succeeds(...up);
  });
  after(() => stack.close());

  function follower(password: string) {
    const [pair] = stack.pairs();
    if (pair === undefined) throw new Error("There are no clusters.");
    return followerOf(pair, password);
  }

  it("by the program changes the clusters and the provider, and nothing that stands on it", async () => {
    stack.newRequests();
    stack.program(clusterProgram({ password: second }));
    // What clusters that change put out is unknown at preview, and so is the provider's url: the engine
    // then announces an update of all that stands on it. A replacement would be another matter.
    const preview = await stack.succeeds("preview", ...logged);
    expect(preview).to.match(/~ 5 to update\s+1 unchanged/);
    expect(preview).not.to.match(/to replace/);
    expect(stack.newRequests()).to.deep.equal([]);
    const output = await stack.succeeds(...up);
    expect(changesIn(output)).to.deep.equal(["updated clusters", "updated follower"]);
    expect(stack.newRequests()).to.deep.equal([`leader PUT ${user}`, `follower PUT ${user}`]);
  });

  it("on the clusters and then in the program changes the provider alone", async () => {
    const body = { password: third, backend_roles: ["admin"] };
    await follower(second).request("PUT", user, body);
    // A refresh runs no program: it signs in as the last up did.
    const refresh = await stack.fails("refresh", "--yes", "--skip-preview", ...logged);
    expect(refresh).to.match(/Unauthorized \(HTTP 401\)/);
    stack.newRequests();
    const program = { password: second, providerPassword: `pulumi.secret("${third}")` };
    stack.program(clusterProgram(program));
    expect(changesIn(await stack.succeeds(...up))).to.deep.equal(["updated follower"]);
    expect(stack.newRequests()).to.deep.equal([]);
    expect(await stack.succeeds("preview", "--expect-no-changes", ...logged)).to.match(
      /6 unchanged/,
    );
  });

  it("is the one that is used from then on, by what is there already and by what comes", async () => {
    for (const old of [first, second]) {
      const refused = await thrownBy(follower(old).request("GET", "/"));
      expect(refused.message).to.match(/401/);
    }
    const refresh = await stack.succeeds("refresh", "--yes", "--skip-preview", ...logged);
    expect(refresh).to.match(/6 unchanged/);
    const program = { password: second, providerPassword: `pulumi.secret("${third}")` };
    stack.program(clusterProgram({ ...program, indexes: ["orders", "customers"] }));
    expect(changesIn(await stack.succeeds(...up))).to.deep.equal(["created customers"]);
    expect(await follower(third).count("customers-copy")).to.equal(7);
    expect(await follower(third).count("orders-copy")).to.equal(50);
    const destroyed = changesIn(
      await stack.succeeds("destroy", "--yes", "--skip-preview", ...logged),
    );
    expect(destroyed).to.have.length(6);
  });

  it("is nowhere in clear, and neither are those before it: not in the state, not in what the CLI says", () => {
    const everything = stack.everythingShown();
    expect(everything).to.match(/follower updated/);
    for (const password of [first, second, third]) {
      const encoded = Buffer.from(`admin:${password}`).toString("base64");
      expect(everything.includes(password), password).to.equal(false);
      expect(everything.includes(encoded), password).to.equal(false);
    }
  });
});
