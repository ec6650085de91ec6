// SPDX-License-Identifier: Apache-2.0
import { HostError, type Properties } from "../grpc-calls";
import { ProcessKilled } from "../provider-process";
import { deleteTheRest } from "./deletes";
import { type InProgram, inProgram, namesIn, type Program, type UpOptions } from "./program";
import { refreshAll } from "./refresh";
import { Registration } from "./registration";
import { type EngineRules, type NewProcess, Run } from "./run";
import { type SavedResource, State } from "./state";
import { type Step, Steps } from "./steps";

export {
  type InProgram,
  OutputOf,
  type Program,
  type ResourceOptions,
  textOf,
  type UpOptions,
} from "./program";
export type { EngineRules, ProviderInstance } from "./run";
export type { SavedResource } from "./state";

/** What a `destroy` is told. */
export interface DestroyOptions {
  readonly targets?: readonly string[];
  readonly excludes?: readonly string[];
  /** `--exclude-protected`. */
  readonly excludesProtected?: boolean;
  readonly refresh?: boolean;
}

/** How a run of the engine went. */
export interface RunOutcome {
  /** What was done, as `create orders`. */
  readonly steps: readonly string[];
  /** What the CLI would print, and exit with 1. */
  readonly failure: string | undefined;
  readonly wasKilled: boolean;
}

/**
 * The engine's rules, with a state of its own: the order of the calls, and what is saved when (CLI
 * 3.259.0). What it does one after the other, a real engine may do at one time where nothing depends
 * on it; `engine-order.test.ts` holds it to that.
 */
export class MiniEngine {
  /** Creates that a killed process left behind; a later `up` creates again, and a destroy knows nothing of them. */
  readonly pendingCreates = new Set<string>();
  private readonly state = new State();
  private runs = 0;

  constructor(
    private readonly newProcess: NewProcess,
    private readonly rules: EngineRules = { deletesTwice: true },
    /** Told of what the program that runs declares, again and again as it comes to know more. */
    private readonly onProgram: (declared: readonly InProgram[]) => void = () => undefined,
  ) {}

  /** The resources by name, without those that have been replaced and are only to be deleted. */
  get resources(): ReadonlyMap<string, SavedResource> {
    const live = this.state.all().filter(({ isToDelete }) => !isToDelete);
    return new Map(live.map((one) => [one.name, one]));
  }

  /** What has been replaced, and the engine has not been able to delete. */
  get toDelete(): readonly SavedResource[] {
    return this.state.all().filter(({ isToDelete }) => isToDelete);
  }

  /** `pulumi up`: registers what the program declares in its order, then deletes what it does not. */
  up(program: Program, options: UpOptions = {}): Promise<RunOutcome> {
    return this.run(async (run, steps) => {
      const { targets } = options;
      if (options.refresh === true) await refreshAll(run, targets);
      for (const [name, settings] of Object.entries(options.providers ?? {}))
        run.state.providers.set(name, settings);
      const registration = new Registration(run, steps, options);
      const tellProgram = (): void => this.tellProgram(program, options);
      tellProgram();
      const names = new Set(Object.keys(program));
      const queue: { name: string; steps: Step[] }[] = [];
      const failed = new Set<string>();
      const doNext = async (): Promise<void> => {
        const next = queue.shift();
        try {
          for (const step of next?.steps ?? []) await step();
        } catch (error) {
          if (options.continuesOnError !== true || !(error instanceof HostError)) throw error;
          failed.add(next?.name ?? "");
          run.failure ??= error;
        }
        tellProgram();
      };
      for (const [name, args] of Object.entries(program)) {
        const awaited = [...(options.options?.[name]?.dependsOn ?? []), ...namesIn(args)];
        const unknown = awaited.find((other) => !names.has(other));
        if (unknown !== undefined) throw new Error(`${name} depends on ${unknown}`);
        while (queue.some((one) => awaited.includes(one.name))) await doNext();
        if (awaited.some((other) => failed.has(other))) {
          failed.add(name);
          registration.leaveOut(name);
          continue;
        }
        queue.push({ name, steps: await registration.register(name, args) });
        if (options.areChecksFirst !== true) await doNext();
      }
      while (queue.length > 0) await doNext();
      await deleteTheRest(run, steps, options);
      if (run.failure !== undefined) throw run.failure;
      this.forgetProviders(new Set(Object.keys(options.providers ?? {})));
    });
  }

  /** `pulumi refresh`. */
  refresh(): Promise<RunOutcome> {
    return this.run((run) => refreshAll(run, undefined));
  }

  /** `pulumi destroy`, which runs no program, and so checks nothing. */
  destroy(options: DestroyOptions = {}): Promise<RunOutcome> {
    return this.run(async (run, steps) => {
      const { targets, refresh, excludesProtected } = options;
      if (refresh === true) await refreshAll(run, targets);
      const isProtected = ({ options: { protect } }: SavedResource): boolean => protect === true;
      const excludes =
        excludesProtected === true
          ? run.state
              .before()
              .filter(isProtected)
              .map(({ name }) => name)
          : (options.excludes ?? []);
      await deleteTheRest(run, steps, { targets, excludes });
      if (targets === undefined) this.forgetProviders(new Set());
    });
  }

  /** `pulumi state unprotect --all`. */
  unprotect(): void {
    this.state.unprotect();
  }

  /** `pulumi state taint`. */
  taint(name: string): void {
    const saved = this.resources.get(name);
    if (saved !== undefined) saved.isTainted = true;
  }

  /** Takes a copy of the state; what it returns puts it back. */
  backup(): () => void {
    return this.state.backup();
  }

  private tellProgram(program: Program, { options }: UpOptions): void {
    const outputsOf = (resource: string) => this.state.done(resource)?.outputs;
    const declared = Object.entries(program).map(([name, args]) =>
      inProgram(this.runs, name, args, options?.[name]?.provider, outputsOf),
    );
    this.onProgram(declared);
  }

  /** The first failure ends a run: nothing more is begun. */
  private async run(work: (run: Run, steps: Steps) => Promise<void>): Promise<RunOutcome> {
    this.state.begin();
    const run = new Run(this.state, this.newProcess, ++this.runs, this.rules);
    const { steps } = run;
    try {
      await work(run, new Steps(run, this.pendingCreates));
      return { steps, failure: undefined, wasKilled: false };
    } catch (error) {
      const wasKilled = error instanceof ProcessKilled;
      if (!wasKilled && !(error instanceof HostError)) throw error;
      return { steps, failure: error.message, wasKilled };
    } finally {
      await run.end();
    }
  }

  /** Providers go last: when nothing is left that needs them. */
  private forgetProviders(declared: ReadonlySet<string>): void {
    const needed = new Set(this.state.all().map(({ options }) => options.provider));
    for (const name of [...this.state.providers.keys()])
      if (!declared.has(name) && !needed.has(name)) this.state.providers.delete(name);
  }
}

/** The settings of providers by name. */
export type Providers = Readonly<Record<string, Properties>>;
