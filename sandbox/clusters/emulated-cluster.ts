// SPDX-License-Identifier: Apache-2.0
import type { Cluster } from "./cluster/cluster";
import { makeIndex } from "./cluster/make-index";
import type { LoggedRequest } from "./http/request";

import { SwitchLevers } from "./switch-levers";
import { settle } from "./replication/settle";
import { SecurityDesk } from "./security/desk";

/** One emulated cluster as a test holds it. */
export class EmulatedCluster extends SwitchLevers {
  constructor(
    cluster: Cluster,
    /** Where it serves HTTP, as `http://127.0.0.1:PORT`, or `https://` with TLS. */
    readonly url: string,
  ) {
    super(cluster);
  }

  get name(): string {
    return this.cluster.identity.name;
  }

  get uuid(): string {
    return this.cluster.identity.uuid;
  }

  /**
   * The address that a connection's `seeds` or `proxy_address` may name to reach this cluster from
   * the other one of its pair. Nothing listens there.
   */
  get transportAddress(): string {
    return this.cluster.identity.transportAddress;
  }

  /** The release it poses as; differences between releases follow it. */
  get version(): string {
    return this.cluster.version;
  }

  set version(version: string) {
    this.cluster.version = version;
  }

  /** Whether it asks for sign-in and permissions. */
  get isSecured(): boolean {
    return this.cluster.security !== undefined;
  }

  /** Users and roles, to be changed while it runs; throws without the security plugin. */
  get security(): SecurityDesk {
    const { security } = this.cluster;
    if (security === undefined) throw new Error(`${this.name} has no security plugin`);
    return new SecurityDesk(security, () => this.present());
  }

  /** Every request served so far, in the order of arrival. Empty it to count afresh. */
  get requests(): LoggedRequest[] {
    return this.cluster.requests;
  }

  /** Makes an index without replicas, with documents 1, 2, 3 and so on. */
  addIndex(name: string, documents = 0, shards = 1): void {
    const index = makeIndex(this.cluster, name, {
      "index.number_of_replicas": "0",
      "index.number_of_shards": String(shards),
    });
    this.addDocuments(name, documents);
    index.refreshedAt = this.cluster.clock.now();
  }

  /** Writes documents whose ids go on counting. */
  addDocuments(name: string, documents: number): void {
    this.present();
    const index = this.existing(name);
    const at = this.cluster.clock.now();
    const first = index.operations.length + 1;
    for (let number = first; number < first + documents; number += 1)
      index.record({ id: String(number), source: { number }, at });
  }

  /** How many documents an index holds now, refreshed or not. */
  documentCount(name: string): number {
    this.present();
    return this.existing(name).documents.size;
  }

  /** Whether an index of that name exists now. */
  hasIndex(name: string): boolean {
    this.present();
    return this.cluster.indexes.has(name);
  }

  private present(): void {
    settle(this.cluster.network);
  }
}
