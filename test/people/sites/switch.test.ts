// SPDX-License-Identifier: Apache-2.0
import { expect } from "chai";
import type { Declared } from "./program";
import { type Incident, SitesScene } from "./scene";

/** Everything, or but a share of it. */
const isAll = process.env["PEOPLE"] !== undefined;
const versions = isAll ? ["3.4.0", "3.9.0", "2.19.6"] : ["3.4.0", "3.9.0"];

/** What people do after a run that ended in the middle, until it has gone through or they have given up. */
const ways: Readonly<Record<string, readonly (Declared & { readonly refresh?: boolean })[]>> = {
  "the same up again": [{ active: "us" }, { active: "us", refresh: true }],
  "the same up with refresh": [{ active: "us", refresh: true }],
  "turned back": [{ active: "eu" }, { active: "eu", refresh: true }],
  "turned back, then switched after all": [
    { active: "eu" },
    { active: "eu", refresh: true },
    { active: "us" },
  ],
};

describe("a switch of sites that is disturbed at any of its requests", function () {
  this.timeout(60 * 60_000);
  let first = 1;

  for (const what of ["killed", "cut", "written"] as const)
    for (const [title, afterwards] of Object.entries(ways))
      it(`${what}, then ${title} -> every acknowledged document is on the active site, or a run refused`, async () => {
        for (let at = isAll ? 1 : first++, step = isAll ? 1 : 9; ; at += step) {
          const version = versions[at % versions.length] ?? "3.4.0";
          if (!(await isSound(version, { at, what }, afterwards))) return;
        }
      });
});

/** Whether there was such a request at all; throws where a document is lost. */
async function isSound(
  version: string,
  incident: Incident,
  afterwards: readonly (Declared & { readonly refresh?: boolean })[],
): Promise<boolean> {
  const scene = await SitesScene.open(version);
  const lines: string[] = [];
  const told = ({ steps, failure }: { steps: readonly string[]; failure: string | undefined }) =>
    lines.push(`${steps.join(", ")}${failure === undefined ? "" : ` -> ${failure}`}`);
  try {
    const first = await scene.up({ active: "eu" });
    expect(first.failure).to.equal(undefined);
    scene.clock.advance(60_000);
    await scene.write("eu");
    const disturbed = await scene.during(incident, () => scene.up({ active: "us" }));
    told(disturbed);
    if (!disturbed.happened) return false;
    await scene.write("eu");
    let last: string | undefined = "nothing ran";
    let active: Declared["active"] = "us";
    for (const { refresh = false, ...declared } of afterwards) {
      scene.clock.advance(60_000);
      const outcome = await scene.up(declared, refresh);
      told(outcome);
      ({ failure: last } = outcome);
      ({ active } = declared);
      await scene.write(active);
    }
    scene.clock.advance(60_000);
    expect(await scene.lost(), "lost").to.deep.equal([]);
    if (last !== undefined) {
      // A refusal names what it found, and the ways out.
      expect(last).to.match(/discard|--refresh|written|promoted|blocked/);
      return true;
    }
    expect(await scene.missingOn(active), `missing on ${active}`).to.deep.equal([]);
    const passive = active === "eu" ? "us" : "eu";
    expect(await scene.status(passive)).to.equal("SYNCING");
    scene.clock.advance(60_000);
    expect(await scene.missingOn(passive), `missing on ${passive}`).to.deep.equal([]);
    return true;
  } catch (error) {
    const at = `${incident.what} at request ${incident.at} of ${version}`;
    throw new Error([`${at}: ${String(error)}`, ...lines].join("\n    "), { cause: error });
  } finally {
    await scene.close();
  }
}
