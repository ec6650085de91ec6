// SPDX-License-Identifier: Apache-2.0
import type { Measured } from "../measured";
import { type Contender, type Phase, phaseNames, phases } from "./contender";
import { cpuOfChildren, watchMemory } from "./processes";

/** What one run of a tool took. */
export interface Taken {
  readonly seconds: number;
  readonly cpuSeconds: number | undefined;
  /** The most that the provider's process held, in MB. */
  readonly memory: number | undefined;
  readonly requests: number;
}

/** Runs one phase of one contender. */
export async function takenBy(contender: Contender, phase: Phase): Promise<Taken> {
  contender.newRequests();
  const cpuBefore = cpuOfChildren();
  const begin = performance.now();
  let memory: ReturnType<typeof watchMemory> | undefined;
  try {
    await contender.run(phase, (pid) => (memory = watchMemory(pid, contender.providerProcess)));
  } finally {
    memory?.stop();
  }
  const seconds = (performance.now() - begin) / 1_000;
  const cpuAfter = cpuOfChildren();
  return {
    seconds,
    cpuSeconds:
      cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore,
    memory: memory?.stop(),
    requests: contender.newRequests(),
  };
}

/** The lives of stacks of one size, phase by phase and in each phase one after the other, so that all meet the same conditions. */
export async function measureLives(options: {
  readonly contenders: readonly Contender[];
  readonly size: number;
  readonly wanted: ReadonlySet<string>;
  readonly say: (line: string) => void;
  readonly take: (some: readonly Measured[]) => void;
}): Promise<void> {
  const { contenders, size, wanted, say, take } = options;
  for (const [turn, phase] of phasesFor(wanted).entries()) {
    const taken = new Map<string, Taken>();
    // The first refresh after a start finds it further on, and every resource is written anew.
    if (phase === "refresh") for (const contender of contenders) await takenBy(contender, phase);
    // Another one is first each time: who comes first finds the machine's caches cold.
    for (const contender of rotated(contenders, turn)) {
      say(`${phaseNames[phase]}, ${size} resources, ${contender.name}; ${upTo(size)}…`);
      taken.set(contender.name, await takenBy(contender, phase));
    }
    const figures = (value: (one: Taken) => number | undefined): Record<string, number> =>
      Object.fromEntries(
        contenders.flatMap(({ name }) => {
          const one = taken.get(name);
          const figure = one && value(one);
          return figure === undefined ? [] : [[name, figure]];
        }),
      );
    if (wanted.has(phase))
      take([
        {
          what: phaseNames[phase],
          size,
          figures: {
            s: figures(({ seconds }) => seconds),
            "CPU s": figures(({ cpuSeconds }) => cpuSeconds),
            "MB of the provider": figures(({ memory }) => memory),
            requests: figures(({ requests }) => requests),
          },
        },
      ]);
    if (phase === "up" && wanted.has("up")) take([stateOf(contenders, size)]);
  }
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

/** What is wanted, and what has to be done for it. */
function phasesFor(wanted: ReadonlySet<string>): readonly Phase[] {
  const isLife = phases.some((phase) => wanted.has(phase));
  const needsUp = (["up", "noop", "refresh", "destroy"] as const).some((phase) =>
    wanted.has(phase),
  );
  return isLife ? phases.filter((phase) => wanted.has(phase) || (phase === "up" && needsUp)) : [];
}

function stateOf(contenders: readonly Contender[], size: number): Measured {
  const each = contenders.map((one) => [one.name, one.stateBytes() / size / 1_024] as const);
  return { what: "state of each", size, figures: { KB: Object.fromEntries(each) } };
}

/** Far more than was seen with the machine to itself. */
function upTo(size: number): string {
  const seconds = 15 + size * 0.3;
  return seconds < 90 ? `up to ${Math.ceil(seconds)} s` : `up to ${Math.ceil(seconds / 60)} min`;
}
