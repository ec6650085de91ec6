// SPDX-License-Identifier: Apache-2.0
import type { CredentialPlan } from "../settings/aws-plan";
import type { ClientSettings } from "../settings/client-settings";
import type { Failure } from "../answers/failure";
import { harmless, shortened } from "../text/foreign";
import { userinfoOf } from "../text/url";

/** Any value of these in a message would be a leak. */
export function secretsOf({ signIn, proxy }: Pick<ClientSettings, "signIn" | "proxy">): string[] {
  return [...signInSecrets(signIn), ...(proxy === undefined ? [] : proxySecrets(proxy))];
}

/** What of AWS credentials is secret; the id of the access key is not. */
export function awsSecrets(credentials: {
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}): string[] {
  const { secretAccessKey, sessionToken } = credentials;
  return [secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])];
}

export function proxySecrets(proxy: string): string[] {
  if (!URL.canParse(proxy)) return [];
  const url = new URL(proxy);
  const { username = "", password = "" } = userinfoOf(url);
  if (username + password === "") return [];
  // A name without a password is a token.
  const alone = password === "" ? [username, url.username] : [];
  return [...pair(username, password), url.password, ...alone].filter((text) => text !== "");
}

function signInSecrets(signIn: ClientSettings["signIn"]): string[] {
  switch (signIn.kind) {
    case "none":
      return [];
    case "basic":
      return pair(signIn.username, signIn.password);
    case "token":
      return [signIn.token];
    case "aws":
      return planSecrets(signIn.credentials);
  }
}

function planSecrets(plan: CredentialPlan): string[] {
  if (plan.from === "assumedRole") return planSecrets(plan.source);
  return plan.from === "keys" ? awsSecrets(plan) : [];
}

/** The password, and both as they are sent. */
function pair(username: string, password: string): string[] {
  const both = Buffer.from(`${username}:${password}`).toString("base64");
  // With its padding, or without.
  return [both, both.replace(/=+$/, ""), password];
}

/** Takes secrets out of a text of a server, in whatever form they are in it, and all that is harmful. The longest goes first, since one may be part of another. */
export function redact(text: string, secrets: Iterable<string>): string {
  return (
    [...secrets]
      .flatMap((secret) => [secret, harmless(secret)])
      // A shorter one is no secret, and is part of every text.
      .filter((secret) => secret.length > 2)
      .sort((a, b) => b.length - a.length)
      .reduce((left, secret) => left.replace(formsOf(secret), "***"), harmless(text))
  );
}

const entities: Readonly<Record<string, readonly string[]>> = {
  "&": ["&amp;", "&#38;"],
  "<": ["&lt;", "&#60;"],
  ">": ["&gt;", "&#62;"],
  '"': ["&quot;", "&#34;"],
  "'": ["&apos;", "&#39;", "&#x27;"],
};

/** Each character as it stands, percent-encoded, or as JSON or HTML escapes it. */
function formsOf(secret: string): RegExp {
  const anyCase = (hex: string): string => hex.replace(/[a-f]/g, (h) => `[${h}${h.toUpperCase()}]`);
  const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  const forms = (character: string): string[] => {
    const bytes = [...Buffer.from(character)].map((byte) => byte.toString(16).padStart(2, "0"));
    const units = character
      .split("")
      .map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0"));
    return [
      // Once, or several times over.
      bytes.map((byte) => `%(?:25)*${anyCase(byte)}`).join(""),
      units.map((unit) => `\\\\u${anyCase(unit)}`).join(""),
      literal(JSON.stringify(character).slice(1, -1)),
      literal(character),
      ...(character === " " ? ["\\+"] : []),
      ...(entities[character] ?? []),
    ];
  };
  const each = [...secret].map((character) => `(?:${[...new Set(forms(character))].join("|")})`);
  return new RegExp(each.join(""), "g");
}

/** A failure as it may be shown: a server, or a proxy, may echo what it was sent, and say anything at any length. */
export function redacted(failure: Failure, secrets: Iterable<string>): Failure {
  // Nothing may split a secret before it is taken out: neither a control character nor a cut.
  const clean = (text: string): string => shortened(redact(text, secrets));
  const { type, reason, causes } = failure;
  return {
    ...failure,
    type: type === undefined ? undefined : clean(type),
    reason: reason === undefined ? undefined : clean(reason),
    causes: causes?.map((cause) => ({
      ...cause,
      type: clean(cause.type),
      reason: clean(cause.reason),
    })),
  };
}
