// SPDX-License-Identifier: Apache-2.0
import { HostError, type Properties } from "../grpc-calls";
import type { ProviderProcess } from "../provider-process";
import { dependentsToReplace } from "./cascade";
import { changeOf, withoutIgnored } from "./change";
import {
  namesIn,
  type OutputOf,
  plainText,
  resolved,
  type ResourceOptions,
  type UpOptions,
  urnOf,
  valueOf,
} from "./program";
import type { Run } from "./run";
import { dependenciesOf, type SavedResource } from "./state";
import type { Step, Steps, Wanted } from "./steps";

/** Decides what is to be done with a declared resource, and asks the provider what it has to be asked for that. */
export class Registration {
  constructor(
    private readonly run: Run,
    private readonly steps: Steps,
    private readonly options: UpOptions,
  ) {}

  async register(name: string, args: Properties): Promise<Step[]> {
    const { run, steps } = this;
    const old = run.state.old(name);
    if (!this.isTargeted(name)) return this.leaveOut(name);
    const options = this.options.options?.[name] ?? {};
    // An output of what is left out is undefined, and no dependency.
    const isThere = (one: string): boolean => !run.skipped.has(one);
    const dependencies = Object.entries(args).map(
      ([key, value]) => [key, namesIn(value).filter(isThere)] as const,
    );
    const propertyDependencies = Object.fromEntries(dependencies.filter(([, on]) => on.length > 0));
    const news = this.newsOf(name, args);
    const process = await run.processOf(options.provider);
    const isRecreated = run.deleted.has(name);
    const isForced = this.options.replaces?.includes(name) === true || old?.isTainted === true;
    const isAnew = old === undefined || isRecreated || isForced;
    const inputs = isAnew
      ? await checked(process, {}, news)
      : await checked(process, old.inputs, withoutIgnored(news, old.inputs, options));
    const wanted: Wanted = { name, inputs, options, propertyDependencies };
    this.requireNothingSkipped(options.dependsOn ?? []);
    if (old === undefined) {
      run.created.add(name);
      return [() => steps.create(wanted)];
    }
    if (isRecreated) {
      run.deleted.delete(name);
      run.replaced.add(name);
      return [() => steps.create(wanted, { old, isBefore: false })];
    }
    // Nobody is asked for a difference where the person wants a replacement.
    const change =
      isForced || isTriggered(old, options)
        ? { isSome: true, isReplacement: true, deleteBeforeReplace: false }
        : await changeOf(process, old, inputs, options);
    if (old.pendingReplacement || (change.isSome && change.isReplacement)) {
      requireUnprotected(name, options);
      run.replaced.add(name);
      const anew = isForced ? inputs : await checked(process, {}, news);
      return this.replace({ ...wanted, inputs: anew }, old, change.deleteBeforeReplace);
    }
    // Init errors bring about an update even where diff sees no change.
    if (change.isSome || old.initErrors.length > 0) {
      run.updated.add(name);
      return [() => steps.update(wanted, old)];
    }
    run.same.add(name);
    return [() => Promise.resolve(steps.same(wanted, old))];
  }

  /** In the order that the option wants, or else the provider. */
  private async replace(wanted: Wanted, old: SavedResource, byDiff: boolean): Promise<Step[]> {
    const { run, steps } = this;
    if (!(wanted.options.deleteBeforeReplace ?? byDiff))
      return [() => steps.create(wanted, { old, isBefore: true })];
    const dependents = await dependentsToReplace(run, old);
    for (const dependent of dependents) requireUnprotected(dependent.name, dependent.options);
    const deletes = dependents
      .reverse()
      .filter((dependent) => !run.condemned.has(dependent))
      .map((dependent): Step => {
        run.condemned.add(dependent);
        run.deleted.add(dependent.name);
        return () => steps.delete(dependent, !dependent.isToDelete);
      });
    // What is pending replacement has been deleted already.
    if (!old.pendingReplacement) deletes.push(() => steps.delete(old, true));
    return [...deletes, () => steps.create(wanted, { old, isBefore: false })];
  }

  /** What is not targeted, is excluded or depends on what has failed is not even checked; it stays as it is, and what it depends on with it. */
  leaveOut(name: string): Step[] {
    const { run } = this;
    const old = run.state.old(name);
    if (old === undefined) run.skipped.add(name);
    const keep = (one: SavedResource | undefined): void => {
      if (one === undefined || run.isOperatedOn(one.name)) return;
      run.same.add(one.name);
      for (const dependency of dependenciesOf(one)) keep(run.state.old(dependency));
      run.state.put(one, one);
    };
    keep(old);
    return [];
  }

  private isTargeted(name: string): boolean {
    const { targets, excludes } = this.options;
    return (targets?.includes(name) ?? true) && excludes?.includes(name) !== true;
  }

  private requireNothingSkipped(dependencies: readonly string[]): void {
    const missing = dependencies.find((one) => this.run.skipped.has(one));
    if (missing === undefined) return;
    throw new HostError(`${missing} is to be created, but not targeted`, 2, undefined);
  }

  private newsOf(name: string, args: Properties): Properties {
    const given: Properties = { __provider: plainText, ...args };
    const lookUp = (one: OutputOf): unknown =>
      valueOf(one, this.run.state.get(one.resource)?.outputs);
    const news = resolved(given, lookUp) as Properties;
    return { ...news, __urn: urnOf(name, given["__provider"]) };
  }
}

function isTriggered({ options: before }: SavedResource, now: ResourceOptions): boolean {
  const values = [before.replacementTrigger, now.replacementTrigger];
  return !values.includes(undefined) && values[0] !== values[1];
}

function requireUnprotected(name: string, { protect }: ResourceOptions): void {
  if (protect === true) throw new HostError(`unable to replace ${name}: protected`, 2, undefined);
}

async function checked(
  process: ProviderProcess,
  olds: Properties,
  news: Properties,
): Promise<Properties> {
  const { inputs, failures } = await process.check(olds, news);
  if (failures.length === 0) return inputs;
  const said = failures.map(({ property, reason }) => `${property} ${reason}`).join("; ");
  throw new HostError(`check: ${said}`, 2, undefined);
}
