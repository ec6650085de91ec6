// SPDX-License-Identifier: Apache-2.0
import { isRecord } from "../../opensearch/text/record";
import type { Properties } from "./wire/struct";

/** The key of an object that is no plain one, and what it then is. */
const signature = "4dabf18193072939515e22adb298388d";
const signatures = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
} as const;

/** The text in the place of what is not known yet, whatever its type. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The engine has a text of its own for each type: text, switch, number, list, asset, archive, object. */
const unknowns = new Set([
  unknownValue,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && unknowns.has(value);
}

type Signed = keyof typeof signatures;

function isSigned(value: unknown, as: Signed): value is Properties {
  return isRecord(value) && value[signature] === signatures[as];
}

/** Whether an object stands for something else: a secret, an output, a resource. */
export function isMarked(value: Properties): boolean {
  return Object.hasOwn(value, signature);
}

export function secret(value: unknown): Properties {
  return { [signature]: signatures.secret, value };
}

/** The value of an output of another resource: not known yet where there is none. */
export function output(
  value: unknown,
  dependencies: readonly string[],
  isSecret: boolean,
): Properties {
  const known = value === undefined || isUnknown(value) ? {} : { value };
  return { [signature]: signatures.output, ...known, dependencies, secret: isSecret };
}

/** A value as a handler takes it: of a secret and of an output what it holds, of a resource its id. */
export function plain(value: unknown): unknown {
  if (isUnknown(value)) return unknownValue;
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) return value;
  if (isSigned(value, "secret")) return plain(value["value"]);
  if (isSigned(value, "output")) return "value" in value ? plain(value["value"]) : unknownValue;
  if (isSigned(value, "resource")) return plain(value["id"] || value["urn"]);
  return plainProperties(value);
}

export function plainProperties(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).map(([name, it]) => [name, plain(it)]));
}

/** A value as an ordinary resource takes it: of an output what it holds, a secret where it is one. */
export function withoutOutputs(value: unknown): unknown {
  if (isUnknown(value)) return unknownValue;
  if (Array.isArray(value)) return value.map(withoutOutputs);
  if (!isRecord(value)) return value;
  if (isSigned(value, "resource")) return plain(value);
  if (isSigned(value, "secret")) return secret(withoutOutputs(value["value"]));
  if (isSigned(value, "output")) {
    const held = "value" in value ? withoutOutputs(value["value"]) : unknownValue;
    return value["secret"] === true ? secret(held) : held;
  }
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, withoutOutputs(it)]));
}

/** The property of a value, which is as secret as the value, and not known while that is not. */
export function propertyOf(value: unknown, name: string): unknown {
  if (isUnknown(value)) return unknownValue;
  if (!isRecord(value)) return undefined;
  if (isSigned(value, "secret")) {
    const inner = propertyOf(value["value"], name);
    return inner === undefined ? undefined : secret(inner);
  }
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A resource that was given, by which others may be told to use it; `undefined` where it is none. */
export function resourceIn(
  value: unknown,
): { readonly urn: string; readonly id: string } | undefined {
  if (isSigned(value, "output")) return resourceIn(value["value"]);
  if (!isSigned(value, "resource")) return undefined;
  const { urn, id } = value;
  return { urn: String(urn), id: typeof id === "string" && id !== "" ? id : unknownValue };
}

/** The URNs of the resources that a value comes from. */
export function dependenciesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(dependenciesOf);
  if (!isRecord(value)) return [];
  if (isSigned(value, "resource")) return [String(value["urn"])];
  const { dependencies } = value;
  const own = isSigned(value, "output") && Array.isArray(dependencies) ? dependencies : [];
  return [...own.map(String), ...Object.values(value).flatMap(dependenciesOf)];
}

export function holdsSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  if (!isRecord(value)) return false;
  if (isSigned(value, "secret")) return true;
  if (isSigned(value, "output") && value["secret"] === true) return true;
  return Object.values(value).some(holdsSecret);
}

/**
 * What is sent back, with what is secret in the properties that it was made from. An object is secret as a
 * whole where a secret in it has another place now, such as a setting under its short name.
 */
export function asSecretAs(from: Properties, properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      const before = Object.hasOwn(from, name) ? from[name] : undefined;
      return [name, holdsSecret(before) ? hidden(before, value) : value];
    }),
  );
}

function hidden(before: unknown, value: unknown): unknown {
  const isPlain = isRecord(before) && before[signature] === undefined;
  if (!isPlain || !isRecord(value)) return secret(value);
  const isThere = ([name, it]: [string, unknown]): boolean =>
    !holdsSecret(it) || Object.hasOwn(value, name);
  return Object.entries(before).every(isThere) ? asSecretAs(before, value) : secret(value);
}
