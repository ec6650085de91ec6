// SPDX-License-Identifier: Apache-2.0
import type { RunOutcome } from "../support/mini-engine";
import { nameAt, nameOf } from "./edits";
import type { Step } from "./steps";
import type { Declared, Village } from "./village";

/** A step as a person would tell it. */
export function told(step: Step, village: Village): string {
  const name = "at" in step ? (nameAt(village, step.at) ?? "nothing") : "";
  if ("outside" in step)
    return `outside: ${Object.values({ ...step, stack: undefined })
      .join(" ")
      .trim()}`;
  if ("run" in step) {
    switch (step.run) {
      case "up": {
        const order = step.areChecksFirst ? " (checks first)" : "";
        const killed =
          step.killedAt === undefined ? "" : `, killed at request ${step.killedAt} if it comes`;
        const cutOff =
          step.cutOffAt === undefined
            ? ""
            : `, the follower out of reach from request ${step.cutOffAt} on if it comes`;
        const continuing = step.continuesOnError === true ? " --continue-on-error" : "";
        const unshared = step.isUnshared === true ? ", which cannot share its notes" : "";
        const refresh = step.refresh ? " --refresh" : "";
        return `pulumi up${refresh}${continuing}${order}${unshared}${killed}${cutOff}`;
      }
      case "target":
      case "target-replace":
      case "exclude":
        return `pulumi up --${step.run} ${name}`;
      case "target-old":
        return `pulumi up --target number ${step.at} of the state`;
      case "taint":
        return `pulumi state taint number ${step.at} of the state`;
      case "destroy-target":
        return `pulumi destroy --target number ${step.at} of the state`;
      case "destroy-exclude":
        return `pulumi destroy --exclude number ${step.at} of the state`;
      case "destroy-exclude-protected":
        return "pulumi destroy --exclude-protected";
      default:
        return `pulumi ${step.run}`;
    }
  }
  switch (step.do) {
    case "declare":
      return `declare ${nameOf(step.what, step.to)}: ${described(step.what)}`;
    case "remove":
      return `remove ${name}`;
    case "copy":
    case "rename": {
      const one = village[name];
      return `${step.do} ${name} to ${one === undefined ? "nothing" : nameOf(one, step.to)}`;
    }
    case "swap":
      return `swap the names of ${name} and ${nameAt(village, step.with) ?? "nothing"}`;
    case "change":
      return `change ${name}: ${JSON.stringify(step.change)}`;
    case "options":
      return `options of ${name}: ${JSON.stringify(step.options)}`;
  }
}

function described(what: Declared): string {
  switch (what.kind) {
    case "replication":
      return `replication of ${what.leaderIndex} into ${what.index}`;
    case "connection":
      return `connection ${what.alias}`;
    case "rule":
      return `rule ${what.rule} for ${what.pattern}`;
    case "gate":
      return "gate";
  }
}

/** What the engine did. */
export function toldOutcome({ steps, failure, wasKilled }: RunOutcome): string {
  const done = steps.join(", ") || "nothing to do";
  if (wasKilled) return `${done}: interrupted${failure === undefined ? "" : `: ${failure}`}`;
  return failure === undefined ? done : `${done}: failed: ${failure}`;
}
