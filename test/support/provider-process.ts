// SPDX-License-Identifier: Apache-2.0
import type { Properties } from "./grpc-calls";
import type { CheckFailure, DiffAnswer } from "./provider-host";

/** One provider process as the engine sees it: the real one, or the handler in this process. */
export interface ProviderProcess {
  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: CheckFailure[] }>;
  diff(id: string, olds: Properties, news: Properties): Promise<DiffAnswer>;
  create(inputs: Properties): Promise<{ id: string; properties: Properties }>;
  /** `inputs` is empty where the provider returns none. */
  read(
    id: string,
    props: Properties,
  ): Promise<{ id: string; properties: Properties; inputs: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ properties: Properties }>;
  delete(id: string, props: Properties): Promise<void>;
  /** The engine is done with it. */
  end(): Promise<void>;
}

/** One that can be killed in the middle of a call. */
export interface KillableProcess extends ProviderProcess {
  kill(): void;
}

/** The process died in the middle of a call, and the engine with it. */
export class ProcessKilled extends Error {
  override readonly name = "ProcessKilled";
  constructor() {
    super("the provider process was killed");
  }
}

/** A call broke the contract with the engine in a way that a real engine would not survive or not notice. */
export class ContractBroken extends Error {
  override readonly name = "ContractBroken";
}
