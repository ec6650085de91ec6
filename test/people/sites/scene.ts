// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from "node:timers/promises";
import { type ClusterPair, type EmulatedCluster, startPair } from "../../../sandbox/clusters";
import { type Journal, memoryJournal } from "../../../provider/lifecycle/claims/journal";
import type { SignedNote } from "../../../provider/lifecycle/claims/note";
import { ask } from "../../support/ask";
import { handlerProcess } from "../../support/handler-process";
import { type ManualClock, manualClock } from "../../support/manual-clock";
import {
  MiniEngine,
  type Program,
  type RunOutcome,
  type UpOptions,
} from "../../support/mini-engine";
import type { KillableProcess } from "../../support/provider-process";
import { type Declared, other, pairOf, type SiteName } from "./program";

/** What happens at a request to either site, counted from 1, or at the first one that fits `PUT leader /orders/_doc/1`. */
export interface Incident {
  readonly at: number | RegExp;
  /** The processes die, or are told to end; or nobody reaches that site any more, until it comes back. */
  readonly what: "killed" | "cut" | "written" | "cancelled";
}

/** What stands before a site for one process of a run: its settings, and how it is taken away. */
export interface WayIn {
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Two sites, an application that writes to them, and a stack with a pair over both. */
export class SitesScene {
  /** The documents that some site has acknowledged, with the site. */
  readonly acknowledged = new Map<string, SiteName>();
  /** What the resources have said since it was last looked at. */
  readonly said: string[] = [];
  /** Makes the way of each process to its site; straight where there is none. */
  way: ((site: SiteName, url: string, kill: () => void) => Promise<WayIn>) | undefined;
  private readonly engine: MiniEngine;
  private living: KillableProcess[] = [];
  private notes: SignedNote[] = [];
  private run = 0;
  private cancel = new AbortController();
  private written = 0;

  private constructor(
    private readonly pair: ClusterPair,
    readonly clock: ManualClock,
    /** Told of every request to either site. */
    private readonly ear: { heard: (request: string) => void },
  ) {
    this.engine = new MiniEngine(async ({ name = "default", run }) => {
      if (run !== this.run) [this.run, this.notes] = [run, []];
      const { url } = this.site(name as SiteName);
      const way = await this.way?.(name as SiteName, url, () => this.kill());
      const settings = { url, ...way?.settings };
      const journal: Journal = memoryJournal(this.notes, name);
      const onEnd = (): Promise<void> => way?.close() ?? Promise.resolve();
      const process = handlerProcess({
        ...{ clock, settings, journal, onEnd, signal: this.cancel.signal },
        onSaid: (message) => this.said.push(message),
      });
      this.living.push(process);
      return process;
    });
  }

  static async open(version: string, documents = 6): Promise<SitesScene> {
    const clock = manualClock();
    const ear: { heard: (request: string) => void } = { heard: () => undefined };
    const pair = await startPair({
      ...{ clock, version },
      onRequest: (cluster, { method, path }) => ear.heard(`${method} ${cluster} ${path}`),
    });
    pair.leader.addIndex("orders", documents, 2);
    const scene = new SitesScene(pair, clock, ear);
    for (let id = 1; id <= documents; id++) scene.acknowledged.set(String(id), "eu");
    return scene;
  }

  site(name: SiteName): EmulatedCluster {
    return name === "eu" ? this.pair.leader : this.pair.follower;
  }

  up(declared: Declared, refresh = false): Promise<RunOutcome> {
    const seeds = {
      eu: this.site("eu").transportAddress,
      us: this.site("us").transportAddress,
    };
    const { program, options } = pairOf(declared, seeds);
    return this.deploy(program, options, refresh);
  }

  /** An `up` of any program. */
  deploy(
    program: Program,
    options: NonNullable<UpOptions["options"]>,
    refresh = false,
  ): Promise<RunOutcome> {
    const providers = { eu: { url: this.site("eu").url }, us: { url: this.site("us").url } };
    return this.engine.up(program, { options, providers, refresh });
  }

  refresh(): Promise<RunOutcome> {
    return this.engine.refresh();
  }

  /** What the state says of a resource. */
  state(name: string): unknown {
    return this.engine.resources.get(name)?.outputs;
  }

  destroy(): Promise<RunOutcome> {
    return this.engine.destroy();
  }

  /** What `action.auto_create_index` says on a site. */
  async closedNames(site: SiteName): Promise<unknown> {
    const { body } = await ask(this.site(site), "GET", "/_cluster/settings?flat_settings=true");
    return (body["persistent"] as Record<string, unknown>)["action.auto_create_index"];
  }

  /** Runs, and lets something happen at one of its requests; whether it came to that. */
  async during(
    { at, what }: Incident,
    work: () => Promise<RunOutcome>,
  ): Promise<RunOutcome & { readonly happened: boolean }> {
    let request = 0;
    this.cancel = new AbortController();
    this.living = [];
    let happened = false;
    const writes: Promise<unknown>[] = [];
    const all = [this.site("eu"), this.site("us")];
    this.ear.heard = (heard) => {
      request += 1;
      if (happened || !(typeof at === "number" ? request === at : at.test(heard))) return;
      happened = true;
      if (what === "written") return void writes.push(this.writeUncounted());
      if (what === "cancelled") return this.cancel.abort();
      if (what === "killed") this.kill();
      for (const site of all) site.goDown();
    };
    const outcome = await work();
    this.ear.heard = () => undefined;
    await Promise.all(writes);
    this.cancel = new AbortController();
    await delay(5);
    for (const site of all) site.comeBack();
    return { ...outcome, happened };
  }

  /** An application writes to the site that it knows, and, where that is refused, to the other. */
  async write(first: SiteName): Promise<void> {
    this.written += 1;
    const id = `written-${this.written}`;
    for (const site of [first, other(first)]) if (await this.writeTo(site, id)) return;
  }

  /** Two applications that each know one site. */
  private async writeUncounted(): Promise<void> {
    const before = this.ear.heard;
    this.ear.heard = () => undefined;
    await this.write("eu");
    await this.write("us");
    this.ear.heard = before;
  }

  async writeTo(site: SiteName, id: string): Promise<boolean> {
    const { status } = await ask(this.site(site), "PUT", `/orders/_doc/${id}`, { id });
    if (status >= 300) return false;
    this.acknowledged.set(id, site);
    return true;
  }

  /** The acknowledged documents that a site lacks. */
  async missingOn(site: SiteName): Promise<string[]> {
    const missing: string[] = [];
    for (const id of this.acknowledged.keys()) if (!(await this.holds(site, id))) missing.push(id);
    return missing;
  }

  /** The acknowledged documents that no site has. */
  async lost(): Promise<string[]> {
    const missing = await this.missingOn("eu");
    const lost: string[] = [];
    for (const id of missing) if (!(await this.holds("us", id))) lost.push(id);
    return lost;
  }

  async status(site: SiteName): Promise<string> {
    const path = "/_plugins/_replication/orders/_status";
    const { body } = await ask(this.site(site), "GET", path);
    return String(body["status"]);
  }

  /** Sends a request as anyone would; the status of the answer. */
  async sent(site: SiteName, method: string, path: string, body?: object): Promise<number> {
    return (await ask(this.site(site), method, path, body)).status;
  }

  /** Writes a document under this id, and says whether the site took it. */
  async takes(site: SiteName, id: string): Promise<boolean> {
    return this.writeTo(site, id);
  }

  private async holds(site: SiteName, id: string): Promise<boolean> {
    const { body } = await ask(this.site(site), "GET", `/orders/_doc/${id}`);
    return body["found"] === true;
  }

  private kill(): void {
    for (const process of this.living) process.kill();
  }

  close(): Promise<void> {
    return this.pair.close();
  }
}
