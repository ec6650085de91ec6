// SPDX-License-Identifier: Apache-2.0
import { type Declared, other, type SiteName } from "../people/sites/program";
import { SitesScene } from "../people/sites/scene";
import {
  type ArmedFault,
  type FaultProxy,
  type ProxiedCall,
  type ProxyPlace,
  startFaultProxy,
} from "../support/fault-proxy";
import { onRefusedHere } from "../support/refused-connection";

/** What people do after the fault, until it has gone through or they have given up. */
export const endings: Readonly<
  Record<string, readonly (Declared & { readonly refresh?: boolean })[]>
> = {
  "the same up again": [{ active: "us" }, { active: "us", refresh: true }],
  "turned back": [{ active: "eu" }, { active: "eu", refresh: true }],
};

/** A fault at a call to one of the sites while they are switched. */
export interface SitesCase {
  readonly version: string;
  readonly site: SiteName;
  readonly armed: ArmedFault;
  readonly ending: keyof typeof endings;
}

/** The limit of a request where nothing else is said. */
const requestTimeout = 75_000;

/** A scene whose processes reach each site through a proxy, which stays at its address from run to run. */
class Faults {
  readonly calls: Record<SiteName, ProxiedCall[]> = { eu: [], us: [] };
  armed: { readonly site: SiteName; readonly fault: ArmedFault } | undefined;
  private readonly places = new Map<SiteName, ProxyPlace>();
  private readonly proxies: FaultProxy[] = [];

  constructor(readonly scene: SitesScene) {
    scene.way = async (site, target, onKill) => {
      const fault = this.armed?.site === site ? this.armed.fault : undefined;
      const proxy = await startFaultProxy({
        ...{ target, armed: fault, place: this.places.get(site), onKill },
        onCall: (call) => void this.calls[site].push(call),
        onSilence: () => scene.clock.advance(requestTimeout),
        onRefused: onRefusedHere,
      });
      this.places.set(site, proxy.place);
      this.proxies.push(proxy);
      const limit = fault?.fault.kind === "silence" ? { requestTimeout: "150ms" } : {};
      return { settings: { url: proxy.url, ...limit }, close: () => proxy.close() };
    };
  }

  get hasStruck(): boolean {
    return this.proxies.some((proxy) => proxy.hasStruck());
  }
}

async function begin(version: string): Promise<Faults> {
  const faults = new Faults(await SitesScene.open(version));
  const { failure } = await faults.scene.up({ active: "eu" });
  if (failure !== undefined) throw new Error(`the preparation failed: ${failure}`);
  faults.scene.clock.advance(60_000);
  await faults.scene.write("eu");
  for (const site of ["eu", "us"] as const) faults.calls[site].length = 0;
  return faults;
}

/** How many calls a switch makes to each site where nothing goes wrong. */
export async function callsOfSwitch(version: string): Promise<Record<SiteName, number>> {
  const { scene, calls } = await begin(version);
  try {
    const { failure } = await scene.up({ active: "us" });
    if (failure !== undefined) throw new Error(`without a fault: ${failure}`);
    return { eu: calls.eu.length, us: calls.us.length };
  } finally {
    await scene.close();
  }
}

/** Plays a case, and says what is not as it must be. */
export async function failureOf({
  version,
  site,
  armed,
  ending,
}: SitesCase): Promise<string | undefined> {
  const faults = await begin(version);
  const { scene } = faults;
  const lines: string[] = [];
  try {
    faults.armed = { site, fault: armed };
    lines.push((await scene.up({ active: "us" })).failure ?? "went through");
    faults.armed = undefined;
    await scene.write("eu");
    let last: string | undefined;
    let active: SiteName = "us";
    for (const { refresh = false, ...declared } of endings[ending] ?? []) {
      scene.clock.advance(60_000);
      ({ failure: last } = await scene.up(declared, refresh));
      lines.push(last ?? "went through");
      ({ active } = declared);
      await scene.write(active);
    }
    scene.clock.advance(60_000);
    const unmet = faults.hasStruck
      ? await unmetBy(scene, active, last)
      : "the fault has not happened";
    if (unmet === undefined) return undefined;
    const call = faults.calls[site][armed.call - 1];
    const at = `${version}, call ${armed.call} to ${site} ${call?.method} ${call?.path}, ${armed.fault.name}, ${ending}`;
    return [`${at}: ${unmet}`, ...lines].join("\n    ");
  } finally {
    await scene.close();
  }
}

/** Every acknowledged document is on the active site and the other one follows, or a run has refused and said why. */
async function unmetBy(
  scene: SitesScene,
  active: SiteName,
  refusal: string | undefined,
): Promise<string | undefined> {
  const lost = await scene.lost();
  if (lost.length > 0) return `lost: ${lost.join()}`;
  if (refusal !== undefined)
    return /discard|--refresh|written|promoted|blocked/.test(refusal)
      ? undefined
      : `a refusal without a way out: ${refusal}`;
  const passive = other(active);
  for (const site of [active, passive] as const) {
    const missing = await scene.missingOn(site);
    if (missing.length > 0) return `missing on ${site}: ${missing.join()}`;
  }
  const status = await scene.status(passive);
  return status === "SYNCING" ? undefined : `${passive} is ${status}`;
}
