// SPDX-License-Identifier: Apache-2.0
import { startPair } from "../clusters";

/** One site of the drill. */
export interface DrillSite {
  readonly name: "eu" | "us";
  /** REST address. */
  readonly url: string;
  /** How the other site's nodes reach it. */
  readonly seed: string;
}

/** Where the drill takes place. */
export interface DrillTarget {
  readonly about: string;
  readonly eu: DrillSite;
  readonly us: DrillSite;
  /** Takes a site down and brings it back; left out where this process cannot. */
  readonly outage?: { readonly down: () => void; readonly up: () => void };
  close(): Promise<void>;
}

const variables = ["EU_URL", "EU_SEED", "US_URL", "US_SEED"] as const;

/** The clusters of the variables, else an emulated pair of this process. */
export async function openDrill(environment: NodeJS.ProcessEnv): Promise<DrillTarget> {
  const [euUrl = "", euSeed = "", usUrl = "", usSeed = ""] = variables.map(
    (name) => environment[name],
  );
  const given = [euUrl, euSeed, usUrl, usSeed].filter((value) => value !== "");
  if (given.length === variables.length)
    return {
      about: "the clusters of EU_URL and US_URL",
      eu: { name: "eu", url: euUrl, seed: euSeed },
      us: { name: "us", url: usUrl, seed: usSeed },
      close: () => Promise.resolve(),
    };
  if (given.length > 0)
    throw new Error(`Set all of ${variables.join(", ")} for real clusters, or none.`);
  const pair = await startPair();
  const { leader, follower } = pair;
  return {
    about: `an EMULATED pair of clusters (a stand-in, not OpenSearch): eu ${leader.url}, us ${follower.url}`,
    eu: { name: "eu", url: leader.url, seed: leader.transportAddress },
    us: { name: "us", url: follower.url, seed: follower.transportAddress },
    outage: { down: () => leader.goDown(), up: () => leader.comeBack() },
    close: () => pair.close(),
  };
}
