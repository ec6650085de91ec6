// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from "node:timers/promises";
import type { DrillSite } from "./target";

/** How long nobody could write, in milliseconds, and which site took the writes before and after. */
export interface Gap {
  readonly from: string;
  readonly to: string;
  readonly milliseconds: number;
}

/** An application that writes all the time, to whichever site takes it. */
export class Writer {
  /** The documents that a site has acknowledged. */
  readonly acknowledged = new Set<string>();
  readonly gaps: Gap[] = [];
  private last: { site: string; at: number } | undefined;
  private at = 0;
  private isRunning = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly sites: readonly DrillSite[],
    private readonly index: string,
    private readonly pause = 20,
  ) {}

  start(): void {
    this.isRunning = true;
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.isRunning) {
      const id = `doc-${this.acknowledged.size + 1}`;
      const site = this.sites[this.at % this.sites.length] as DrillSite;
      // The same document again, elsewhere, until somebody has taken it.
      if (await this.write(site, id)) this.took(site, id);
      else this.at += 1;
      await delay(this.pause);
    }
  }

  private took({ name }: DrillSite, id: string): void {
    const now = performance.now();
    const before = this.last;
    if (before !== undefined && before.site !== name)
      this.gaps.push({ from: before.site, to: name, milliseconds: Math.round(now - before.at) });
    this.last = { site: name, at: now };
    this.acknowledged.add(id);
  }

  private async write({ url }: DrillSite, id: string): Promise<boolean> {
    try {
      const response = await fetch(`${url}/${this.index}/_doc/${id}`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ id }),
        signal: AbortSignal.timeout(5_000),
      });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }
}
