// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import { readFileSync } from "node:fs";
import {
  releaseMetadata,
  withDownloadUrl,
  withReleaseMetadata,
} from "../../scripts/release-metadata";

describe("the metadata of a release", () => {
  it("names the repository that the release runs in", () => {
    expect(releaseMetadata("https://github.com", "owner/name")).to.deep.equal({
      repository: { type: "git", url: "git+https://github.com/owner/name.git" },
      bugs: { url: "https://github.com/owner/name/issues" },
      homepage: "https://github.com/owner/name#readme",
      author: { name: "owner", url: "https://github.com/owner" },
    });
  });

  it("is refused where the workflow does not say which", () => {
    for (const [server, repository] of [
      ["", "owner/name"],
      ["http://github.com", "owner/name"],
      ["https://github.com", ""],
      ["https://github.com", "name"],
      ["https://github.com", "a/b/c"],
    ] as const) {
      expect(() => releaseMetadata(server, repository)).to.throw(/^A release needs the server/);
    }
  });

  it("is added to package.json and takes nothing away", () => {
    const text = readFileSync("package.json", "utf8");
    const metadata = releaseMetadata("https://github.com", "owner/name");
    const released = JSON.parse(withReleaseMetadata(text, metadata)) as object;
    expect(released).to.deep.equal({ ...(JSON.parse(text) as object), ...metadata });
  });

  it("is not made up in the repository, whose address nobody knows yet", () => {
    const own = JSON.parse(readFileSync("package.json", "utf8")) as object;
    expect(own).to.not.have.any.keys("repository", "bugs", "homepage", "author");
  });

  it("tells the schema where the engine gets the plugin from, where that is known", () => {
    const text = readFileSync("provider/schema.json", "utf8");
    const released = JSON.parse(
      withDownloadUrl(text, "https://github.com", "owner/name"),
    ) as object;
    const pluginDownloadURL = "github://api.github.com/owner/name";
    expect(released).to.deep.equal({ ...(JSON.parse(text) as object), pluginDownloadURL });
    expect(withDownloadUrl(text, "https://git.example.com", "owner/name")).to.equal(text);
    expect(JSON.parse(text) as object).to.not.have.any.keys("pluginDownloadURL");
  });
});
