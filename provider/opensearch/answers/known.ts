// SPDX-License-Identifier: Apache-2.0
import { type Failure, reasonsOf } from "./failure";
import { blocks } from "./known/blocks";
import { amazon, connections } from "./known/connections";
import type { KnownAnswer, Match } from "./known/known-answer";
import { network, proxies, signIns } from "./known/network";
import { permissions } from "./known/permissions";
import { halfDone, replications, rules } from "./known/replications";
import { indexSettings, starts } from "./known/starts";
import { tls } from "./known/tls";

/** Every answer that is known, by subject. The first row that fits counts, so the narrower ones come first. */
export const knownAnswers = {
  Proxies: proxies,
  TLS: tls,
  "Amazon's service": amazon,
  Connections: connections,
  Blocks: blocks,
  Permissions: permissions,
  "Index settings": indexSettings,
  Starts: starts,
  Replications: replications,
  "Half done": halfDone,
  "Auto-follow rules": rules,
  "Sign-in": signIns,
  "The network": network,
};

type Table = typeof knownAnswers;

/** The name of a known answer. */
export type AnswerName = { [Subject in keyof Table]: keyof Table[Subject] }[keyof Table];

/** What an answer is recognised by. */
export type Recognisable = Pick<Failure, "status" | "type" | "reason" | "causes"> &
  Partial<Pick<Failure, "path" | "isAmazon">>;

interface Row extends KnownAnswer {
  readonly name: AnswerName;
}

const rows = Object.values(knownAnswers).flatMap((subject) =>
  Object.entries<KnownAnswer>(subject).map(([name, row]) => ({ name, ...row }) as Row),
);
const byName = new Map(rows.map((row) => [row.name, row]));

/** The first row that a failure fits, among those that are asked for. */
export function knownAs(
  failure: Recognisable,
  isAsked: (row: Row) => boolean = () => true,
): Row | undefined {
  return rows.find((row) => isAsked(row) && fits(row.match, failure));
}

/** Where the docs have the row of that name: its heading says the name in words. */
export function pageOn(name: AnswerName): string {
  const anchor = name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
  return `docs/troubleshooting.md#${anchor}`;
}

/** Whether a failure fits the row of that name, whatever else it fits. */
export function isKnownAs(name: AnswerName, failure: Recognisable): boolean {
  const row = byName.get(name);
  return row !== undefined && fits(row.match, failure);
}

function fits({ status, type, reason, path, isAmazon }: Match, failure: Recognisable): boolean {
  return (
    (status === undefined || status === failure.status) &&
    (type === undefined || type.test(failure.type ?? "")) &&
    (path === undefined || path.test(failure.path ?? "")) &&
    (isAmazon === undefined || isAmazon === (failure.isAmazon ?? false)) &&
    (reason === undefined || reasonsOf(failure).some((one) => reason.test(one.reason)))
  );
}
