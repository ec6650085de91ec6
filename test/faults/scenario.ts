// SPDX-License-Identifier: Apache-2.0
import type { Pace } from "../../sandbox/clusters";
import type { Program } from "../support/mini-engine";
import type { Bench } from "./bench";

/** One command of the CLI. */
export type Run =
  | { readonly kind: "up"; readonly program: Program; readonly refresh?: boolean }
  | { readonly kind: "refresh" }
  | { readonly kind: "destroy" };

/** A run without a fault, and how it is to end: with success, or with that failure. */
export type PlainRun = Run & { readonly fails?: RegExp };

/** Something that the engine does, in which every call may meet a fault. */
export interface Scenario {
  readonly name: string;
  /** Where the clusters take another time than usual. */
  readonly pace?: Partial<Pace>;
  /** Brings engine and clusters to where it begins. */
  prepare(bench: Bench): Promise<void>;
  /** The run in which the fault happens. */
  readonly run: Run;
  /** The runs without a fault that follow, after which everything must be as expected; the same run by default. */
  readonly again?: readonly PlainRun[];
  /** What changes outside before the end is looked at. */
  afterwards?(bench: Bench): void;
  /** What the follower replicates in the end, as leader index by follower index, and nothing else. */
  readonly follows: Readonly<Record<string, string>>;
  /** Those of them that are paused in the end. */
  readonly paused?: readonly string[];
  /** Settings that a follower has in the end, by follower index. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** How many starts the follower acknowledges, from the run with the fault on. */
  readonly starts: number;
  /** Indexes that hold at least their first so many documents at every moment from the run on. */
  readonly keeps?: Readonly<Record<string, number>>;
  /** An index of the user's own, with its number of documents, that nothing may touch. */
  readonly stands?: Readonly<Record<string, number>>;
  /** Replications that somebody else began and that the run takes over; nothing may touch them before that. */
  readonly adopts?: Readonly<Record<string, string>>;
  /** Replications that somebody else began and that the run is told to overwrite. */
  readonly overwrites?: Readonly<Record<string, string>>;
  /** Indexes that are gone after the destroy at the end. */
  readonly deletes?: readonly string[];
  /** Replications that somebody else began and that nothing may touch, as leader index by follower index. */
  readonly foreign?: Readonly<Record<string, string>>;
}

/** `pulumi up`. */
export function up(program: Program, more: { refresh?: boolean } = {}): Run {
  return { kind: "up", program, ...more };
}
