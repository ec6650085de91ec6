// SPDX-License-Identifier: Apache-2.0
import type { ResourceOptions } from "../support/mini-engine";
import type { Properties } from "../support/grpc-calls";
import { aliasOf, type Declared, replicationsIn, type Via, type Village } from "./village";

/** Something that a person does to the program; `at` counts the resources that it may be done to. */
export type Edit =
  | { readonly do: "declare"; readonly to: number; readonly what: Declared }
  | { readonly do: "remove"; readonly at: number }
  | { readonly do: "rename" | "copy"; readonly at: number; readonly to: number }
  | { readonly do: "swap"; readonly at: number; readonly with: number }
  | { readonly do: "change"; readonly at: number; readonly change: Change }
  | { readonly do: "options"; readonly at: number; readonly options: ResourceOptions };

/** Another value for something; what a resource does not have is not changed. */
export interface Change {
  readonly index?: string;
  readonly leaderIndex?: string;
  readonly alias?: string;
  readonly isProxied?: boolean;
  readonly pattern?: string;
  readonly rule?: string;
  /** Depends on the resource of that number, where that comes before it. */
  readonly after?: number;
  /** The connection of that number, or the alias of somebody else's. */
  readonly via?: number | "leader";
  readonly more?: Properties;
}

/** Names of resources; two of different types may have one name, but that would be hard to read. */
const names = {
  replication: ["a", "b", "c", "d"],
  connection: ["east", "west", "north"],
  rule: ["rule", "law"],
  gate: ["gate", "door"],
} as const;

/** One of the names that a resource of that kind may have. */
export function nameOf({ kind }: Declared, to: number): string {
  const pool: readonly string[] = names[kind];
  return pool[to % pool.length] ?? kind;
}

/** One of the names, counted as often as it takes. */
export function nameAt(village: Village, at: number): string | undefined {
  const names = Object.keys(village);
  return names[at % Math.max(1, names.length)];
}

/** The program after an edit; what makes no sense changes nothing. */
export function edited(village: Village, edit: Edit): Village {
  if (edit.do === "declare") {
    const what = connected(village, edit.what, 0);
    const name = nameOf(what, edit.to);
    return name in village ? village : { ...village, [name]: what };
  }
  const name = nameAt(village, edit.at);
  const one = name === undefined ? undefined : village[name];
  if (name === undefined || one === undefined) return village;
  switch (edit.do) {
    case "remove":
      return without(village, name);
    case "copy": {
      const to = nameOf(one, edit.to);
      return to in village ? village : { ...village, [to]: one };
    }
    case "rename": {
      const to = nameOf(one, edit.to);
      return to in village ? village : renamed(village, (old) => (old === name ? to : old));
    }
    case "swap": {
      const other = nameAt(village, edit.with) ?? name;
      if (village[other]?.kind !== one.kind) return village;
      return renamed(village, (old) => (old === name ? other : old === other ? name : old));
    }
    case "change":
      return { ...village, [name]: changed(village, one, edit.change) };
    case "options":
      return { ...village, [name]: { ...one, options: { ...one.options, ...edit.options } } };
  }
}

function changed(
  village: Village,
  one: Declared,
  { via, after, more = {}, ...values }: Change,
): Declared {
  const earlier = after === undefined ? undefined : nameAt(village, after);
  const known = Object.entries(values).filter(([key]) => key in one);
  const next = {
    ...one,
    ...Object.fromEntries(known),
    more: { ...one.more, ...inputsOf(one, more) },
    ...(earlier === undefined ? {} : { after: earlier }),
  };
  if (via === undefined || !("via" in next)) return next;
  return via === "leader" ? { ...next, via: { alias: via } } : connected(village, next, via);
}

const inputNames: Readonly<Record<Declared["kind"], readonly string[]>> = {
  replication: [
    ...["paused", "settings", "onDestroy", "ifIndexExists", "waitFor", "timeouts", "onReplace"],
    "forceResume",
  ],
  connection: ["timeouts", "skipUnavailable"],
  rule: ["settings"],
  gate: [],
};

function inputsOf({ kind }: Declared, more: Properties): Properties {
  return Object.fromEntries(Object.entries(more).filter(([key]) => inputNames[kind].includes(key)));
}

/** Over the connection of that number, where the program declares any. */
function connected(village: Village, one: Declared, number: number): Declared {
  if (!("via" in one)) return one;
  const names = Object.keys(village).filter((name) => village[name]?.kind === "connection");
  const connection = names[number % Math.max(1, names.length)];
  return connection === undefined ? one : { ...one, via: { connection } };
}

function renamed(village: Village, nameOf: (name: string) => string): Village {
  const via = (old: Via): Via => ("alias" in old ? old : { connection: nameOf(old.connection) });
  return Object.fromEntries(
    Object.entries(village).map(([name, one]) => [
      nameOf(name),
      {
        ...one,
        ...("via" in one ? { via: via(one.via) } : {}),
        ...(one.after === undefined ? {} : { after: nameOf(one.after) }),
      },
    ]),
  );
}

/** What went over a removed connection names its alias from now on. */
function without(village: Village, name: string): Village {
  const others = Object.entries(village).filter(([other]) => other !== name);
  const rest = others.map(([other, one]): [string, Declared] =>
    "via" in one && "connection" in one.via && one.via.connection === name
      ? [other, { ...one, via: { alias: aliasOf(village, one.via) } }]
      : [other, one],
  );
  const left = Object.fromEntries(rest);
  const isGateEmpty = replicationsIn(left).every(([, { more }]) => more["paused"] === true);
  return isGateEmpty ? Object.fromEntries(rest.filter(([, { kind }]) => kind !== "gate")) : left;
}
