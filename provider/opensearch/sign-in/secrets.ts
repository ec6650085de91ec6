// SPDX-License-Identifier: Apache-2.0
import type { CredentialPlan } from "../settings/aws-plan";
import type { ClientSettings } from "../settings/client-settings";
import type { Failure } from "../answers/failure";
import { userinfoOf } from "../text/url";

/** Any value of these in a message would be a leak. */
export function secretsOf({ signIn, proxy }: Pick<ClientSettings, "signIn" | "proxy">): string[] {
  return [...signInSecrets(signIn), ...(proxy === undefined ? [] : proxySecrets(proxy))];
}

/** Every form in which AWS credentials could turn up; the id of the access key is no secret. */
export function awsSecrets(credentials: {
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}): string[] {
  const { secretAccessKey, sessionToken } = credentials;
  return [secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])].flatMap(forms);
}

export function proxySecrets(proxy: string): string[] {
  if (!URL.canParse(proxy)) return [];
  const url = new URL(proxy);
  const { username = "", password = "" } = userinfoOf(url);
  if (username + password === "") return [];
  // A name without a password is a token.
  const alone = password === "" ? [...forms(username), url.username] : [];
  return [...pairForms(username, password), url.password, ...alone].filter((text) => text !== "");
}

function signInSecrets(signIn: ClientSettings["signIn"]): string[] {
  switch (signIn.kind) {
    case "none":
      return [];
    case "basic":
      return pairForms(signIn.username, signIn.password);
    case "token":
      return forms(signIn.token);
    case "aws":
      return planSecrets(signIn.credentials);
  }
}

function planSecrets(plan: CredentialPlan): string[] {
  if (plan.from === "assumedRole") return planSecrets(plan.source);
  return plan.from === "keys" ? awsSecrets(plan) : [];
}

function pairForms(username: string, password: string): string[] {
  return [Buffer.from(`${username}:${password}`).toString("base64"), ...forms(password)];
}

/** As it stands, in a URL, in JSON. */
function forms(secret: string): string[] {
  return [...new Set([encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), secret])];
}

/** Takes secrets out of a text. The longest goes first, since one may be part of another. */
export function redact(text: string, secrets: Iterable<string>): string {
  return [...secrets]
    .filter((secret) => secret !== "")
    .sort((a, b) => b.length - a.length)
    .reduce((left, secret) => left.replaceAll(secret, "***"), text);
}

/** A server, or a proxy, may echo what it was sent. */
export function redacted(failure: Failure, secrets: Iterable<string>): Failure {
  const clean = (text: string): string => redact(text, secrets);
  return {
    ...failure,
    reason: failure.reason === undefined ? undefined : clean(failure.reason),
    causes: failure.causes?.map(({ type, reason }) => ({ type, reason: clean(reason) })),
  };
}
