// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { PASSWORD_VARIABLE, readCommandLine } from "../../../sandbox/clusters/command-line";

describe("The command line of the emulated clusters", () => {
  it("has defaults for everything: free ports, one index, connected, nobody signs in.", () => {
    expect(readCommandLine([], {})).to.deep.equal({
      action: "serve",
      leaderPort: 0,
      followerPort: 0,
      indexes: { orders: 1_000 },
      isConnected: true,
      adminPassword: undefined,
      readyFile: undefined,
      version: undefined,
      requestLog: undefined,
      lifetime: undefined,
    });
  });

  it("takes ports, indexes, files and a lifetime.", () => {
    const args = ["--leader-port", "9200", "--follower-port", "9201", "--no-connection"];
    const more = ["--indexes", "a:1,b:0", "--ready-file", "r", "--request-log", "l"];
    expect(
      readCommandLine([...args, ...more, "--lifetime", "2m", "--release", "3.9.0"], {}),
    ).to.deep.include({
      leaderPort: 9_200,
      followerPort: 9_201,
      isConnected: false,
      indexes: { a: 1, b: 0 },
      readyFile: "r",
      requestLog: "l",
      lifetime: 120_000,
      version: "3.9.0",
    });
    expect(readCommandLine(["--indexes", ""], {}).indexes).to.deep.equal({});
  });

  it("takes the password from where it is said first: argument, environment, else a known one.", () => {
    const environment = { [PASSWORD_VARIABLE]: "from-environment" };
    const passwordOf = (args: string[], from: NodeJS.ProcessEnv = environment) =>
      readCommandLine(args, from).adminPassword;
    expect(passwordOf(["--admin-password", "given"])).to.equal("given");
    expect(passwordOf([])).to.equal("from-environment");
    expect(passwordOf(["--security"], {})).to.equal("admin");
    expect(passwordOf([], { [PASSWORD_VARIABLE]: "" })).to.equal(undefined);
  });

  for (const [args, problem] of [
    [["--leader-port", "http"], /"http" is not a port/],
    [["--follower-port", "70000"], /"70000" is not a port/],
    [["--indexes", "orders"], /--indexes takes name:documents,… \(got "orders"\)/],
    [["--lifetime", "long"], /--lifetime takes "4h" or "90s" \(got "long"\)/],
    [["--release", "3.9"], /--release takes "3.9.0" \(got "3.9"\)/],
    [["--detach"], /--detach needs --ready-file PATH/],
    [["--stop"], /--stop needs --ready-file PATH/],
    [["--colour"], /--colour/],
  ] as const) {
    it(`refuses ${args.join(" ")} with a reason.`, () => {
      expect(() => readCommandLine([...args], {})).to.throw(problem);
    });
  }
});
