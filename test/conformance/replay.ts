// SPDX-License-Identifier: Apache-2.0
import { connect, startPair, type ClusterPair } from "../../sandbox/clusters";
import { isObject, textOf, type Json } from "../../sandbox/clusters/json/json";
import { manualClock, type ManualClock } from "../support/manual-clock";
import { circumstancesOf, type Circumstances, type Sent } from "./circumstances";
import { differences } from "./compare";
import { HUNG_UP, send, type Answered } from "./exchange";
import { loadRecording, SCENARIOS, type Recording, type Step } from "./recording";
import { securedPair, signature } from "./secured";
import { setUpSecurity } from "./security-set-up";
import { sequenceDifferences } from "./sequence";

/** The addresses of the recorded clusters, which the emulated ones' stand for. */
const RECORDED = { leader: "127.0.0.1:9311", follower: "127.0.0.1:9312" };
const POLLED = /\/(_status|autofollow_stats)(\?|$)|\/_task_status\//;
/** What differs from run to run and is named in later requests: addresses, and the ids of tasks. */
const NAMED = /127\.0\.0\.1:\d+|[\w-]{22}:\d+/g;
/** Twenty milliseconds at a time for two seconds, then a second at a time for two minutes. */
const POLLS = [...Array<number>(100).fill(20), ...Array<number>(120).fill(1_000)];

const statusForms = (): Json[] =>
  SCENARIOS.flatMap((scenario) => loadRecording(scenario).steps)
    .filter(({ path, status }) => path.includes("/_status") && status === 200)
    .map(({ responseBody }) => responseBody);

/** All at once: the address that is put in for one may be the one that stood for the other. */
const translated = <Value extends Json | Step>(value: Value, words: Map<string, string>): Value =>
  JSON.parse(JSON.stringify(value).replaceAll(NAMED, (word) => words.get(word) ?? word)) as Value;

const wanted = ({ status, contentType, responseBody, wwwAuthenticate }: Step): Answered =>
  contentType === null
    ? HUNG_UP
    : {
        status,
        contentType,
        ...(wwwAuthenticate === undefined ? {} : { wwwAuthenticate }),
        body: responseBody,
      };

const sameRequest = (a: Step, b: Step): boolean =>
  a.target === b.target && a.method === b.method && a.path === b.path && a.auth === b.auth;

/** The steps that belong to one wait, beginning at `at`; a single step where nothing was waited for. */
const waitFrom = (steps: Step[], at: number, { repeated = [] }: Circumstances): Step[] => {
  const [first, ...rest] = steps.slice(at);
  if (first === undefined) return [];
  if (first.method !== "GET" && !repeated.includes(at)) return [first];
  const end = rest.findIndex((step) => !sameRequest(first, step));
  return [first, ...rest.slice(0, end < 0 ? rest.length : end)];
};

/** The steps of a wait from `at` on, with what it is known to have missed. */
const completed = (steps: Step[], at: number, wait: Step[], { missed = {} }: Circumstances) =>
  wait.flatMap((step, i) => [steps[missed[at + i] ?? -1], step].filter((one) => one !== undefined));

const taskIn = (body: Json | undefined): string | undefined =>
  isObject(body) ? textOf(body["task_id"]) : undefined;

class Replay {
  readonly problems: string[] = [];
  /** Ids of tasks as they were recorded, and as they are. */
  private readonly tasks = new Map<string, string>();

  constructor(
    private readonly pair: ClusterPair,
    private readonly clock: ManualClock,
    private readonly forms: Json[],
  ) {}

  async ask(step: Step, { plainHttp = false, ...sent }: Sent): Promise<Answered> {
    const addresses = (["leader", "follower"] as const).map(
      (target) => [RECORDED[target], this.pair[target].transportAddress] as const,
    );
    const { url } = this.pair[step.target];
    const answered = await send(
      plainHttp ? url.replace(/^https:/, "http:") : url,
      translated(step, new Map([...addresses, ...this.tasks])),
      { ...(step.auth === undefined ? {} : await signature(step.auth)), ...sent },
    );
    const recorded = new Map(addresses.map(([was, is]) => [is, was]));
    const [was, is] = [step.responseBody, answered.body].map(taskIn);
    if (was !== undefined && is !== undefined) this.tasks.set(was, is);
    return { ...answered, body: translated(answered.body, recorded) };
  }

  async wait(steps: Step[], sent: Sent, complete: boolean): Promise<string[]> {
    const [first] = steps;
    const last = steps.at(-1);
    if (first === undefined || last === undefined) return [];
    const emulated: Answered[] = [];
    for (const pause of POLLS) {
      const got = await this.ask(first, sent);
      emulated.push(got);
      if (differences(wanted(last), got, first.path).length === 0) break;
      this.clock.advance(pause);
    }
    const recorded = steps.map(wanted);
    return sequenceDifferences({
      path: first.path,
      recorded,
      emulated,
      forms: this.forms,
      complete,
    });
  }

  async run({ scenario, steps }: Recording, told: Circumstances): Promise<void> {
    for (let at = 0; at < steps.length;) {
      const wait = waitFrom(steps, at, told);
      const [step] = wait;
      if (step === undefined) return;
      await told.outsideHand?.[at]?.(this.pair, this.clock);
      const sent = told.sent?.[at] ?? {};
      const polls = wait.length > 1 || (step.method === "GET" && POLLED.test(step.path));
      const found = polls
        ? await this.wait(
            completed(steps, at, wait, told),
            sent,
            told.complete?.includes(at) ?? false,
          )
        : differences(wanted(step), await this.ask(step, sent), step.path);
      if (told.notCompared?.[at] === undefined)
        for (const text of found)
          this.problems.push(`${scenario} step ${at}, ${step.method} ${step.path}: ${text}`);
      at += wait.length;
    }
  }
}

/** Replays a recording against a fresh pair; what comes back tells how the pair deviates. */
export const replayed = async (recording: Recording): Promise<string[]> => {
  const clock = manualClock();
  const secured = recording.security ? await securedPair() : {};
  const pair = await startPair({ clock, version: recording.opensearch, ...secured });
  try {
    const told = circumstancesOf(recording);
    await connect(pair);
    if (recording.security) await setUpSecurity(pair);
    await told.before?.(pair, clock);
    const replay = new Replay(pair, clock, statusForms());
    await replay.run(recording, told);
    return replay.problems;
  } finally {
    await pair.close();
  }
};
