// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { readCommandLine, settingLines } from "../../provider/cli/command-line";
import { help } from "../../provider/cli/help";

const environment = {
  OPENSEARCH_URL: "https://env.example.com",
  OPENSEARCH_USERNAME: "env",
  OPENSEARCH_PASSWORD: "secret-of-env",
};

describe("a command line", () => {
  it("nothing about the cluster -> the environment's", () => {
    const { targets, names } = readCommandLine(["status", "orders", "logs-*"], environment);
    expect(names).to.deep.equal(["orders", "logs-*"]);
    expect(targets[0]?.raw).to.include({ url: "https://env.example.com", username: "env" });
  });

  it("its own sign-in -> not at the environment's address; its own address -> with the environment's sign-in, as for a provider", () => {
    const own = ["status", "--username", "me", "--password", " blank "];
    const [signedIn] = readCommandLine(own, environment).targets;
    expect(signedIn?.raw).to.deep.include({ username: "me", password: " blank " });
    expect(signedIn?.raw).to.not.have.property("url");
    const [named] = readCommandLine(["status", "--url", "https://own"], environment).targets;
    expect(named?.raw).to.include({ url: "https://own", username: "env" });
  });

  it("two sites -> each with its address and what both share", () => {
    const args = [
      "status",
      "--site",
      "eu=https://eu",
      "--site",
      "us=https://us",
      "--insecure",
      "true",
    ];
    const { targets } = readCommandLine(args, environment);
    expect(targets.map(({ site, raw }) => [site, raw.url, raw.insecure])).to.deep.equal([
      ["eu", "https://eu", "true"],
      ["us", "https://us", "true"],
    ]);
  });

  const refused: [string[], RegExp][] = [
    [["states"], /no command "states"/],
    [["status", "--max-lag", "many"], /--max-lag must be a number/],
    [["status", "--max-lag", "-1"], /--max-lag/],
    [["status", "--interval", ""], /--interval/],
    [["status", "--site", "eu"], /name and a URL/],
    [["status", "--site", "eu=https://a", "--site", "eu=https://b"], /"eu" twice/],
    [["status", "--maxlag", "1"], /maxlag/],
    [["status", "--leader-alias", "eu"], /leader-alias/],
  ];
  for (const [args, why] of refused)
    it(`${args.join(" ")} -> refused`, () => {
      expect(() => readCommandLine(args, {})).to.throw(why);
    });

  it("what is wrong with a secret -> is said without it", () => {
    const args = ["status", "--passwort", "s3cr3t-value"];
    expect(() => readCommandLine(args, {}))
      .to.throw()
      .and.to.not.match(/s3cr3t-value/);
  });

  it("none, or --help -> the help, which names every option", () => {
    for (const args of [[], ["--help"], ["status", "-h"]])
      expect(readCommandLine(args, {}).command).to.equal("help");
    const named = [...help.matchAll(/--([a-z-]+)/g)].map(([, name]) => name);
    expect(named).to.include.members(["url", "ca-cert", "site", "watch", "max-lag-seconds", "out"]);
    expect(settingLines.length).to.be.greaterThan(20);
  });
});
