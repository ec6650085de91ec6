// SPDX-License-Identifier: Apache-2.0
import { basename } from "node:path";
import { expect } from "chai";
import { cacheFolder } from "../../../sandbox/pulumi/cache";

describe("The cache folder of an engine", () => {
  const recipe = { cliVersion: "3.259.0", sums: ["cli sums", "host sums"] };
  const home = { HOME: "/home/me" };

  it("is in the user's cache, outside the checkout", () => {
    expect(cacheFolder(home, recipe, "linux", "x64")).to.match(
      /^\/home\/me\/\.cache\/pulumi-opensearch-replication\/engine\/3\.259\.0-linux-x64-[0-9a-f]{12}$/,
    );
  });

  it("follows XDG_CACHE_HOME", () => {
    expect(cacheFolder({ ...home, XDG_CACHE_HOME: "/caches" }, recipe, "linux", "x64")).to.match(
      /^\/caches\/pulumi-opensearch-replication\/engine\//,
    );
  });

  it("does not follow an XDG_CACHE_HOME that is empty or relative", () => {
    const usual = cacheFolder(home, recipe, "linux", "x64");
    for (const XDG_CACHE_HOME of ["", "caches"]) {
      expect(cacheFolder({ ...home, XDG_CACHE_HOME }, recipe, "linux", "x64")).to.equal(usual);
    }
  });

  it("is another one for other sums, another version and another platform", () => {
    const names = [
      cacheFolder(home, recipe, "linux", "x64"),
      cacheFolder(home, recipe, "linux", "arm64"),
      cacheFolder(home, recipe, "darwin", "x64"),
      cacheFolder(home, { ...recipe, cliVersion: "3.260.0" }, "linux", "x64"),
      cacheFolder(home, { ...recipe, sums: ["cli sums", "other"] }, "linux", "x64"),
      cacheFolder(home, { ...recipe, sums: ["other", "host sums"] }, "linux", "x64"),
    ].map((folder) => basename(folder));
    expect(new Set(names).size).to.equal(names.length);
  });
});
