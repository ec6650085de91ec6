// SPDX-License-Identifier: Apache-2.0
import type { Clock } from "../../waiting/clock";
import { type CredentialProviders, credentialSource } from "./aws-credentials";
import { kept } from "./aws-refresh";
import { type SignableRequest, signatureHeaders } from "./aws-signature";
import type { SignIn } from "../settings/client-settings";
import { awsSecrets } from "./secrets";

export type Authorize = (request: SignableRequest) => Promise<Record<string, string>>;

interface SigningContext {
  readonly clock: Pick<Clock, "wallTime">;
  /** Told every secret that turns up on the way, so that no message shows it. */
  readonly noteSecrets: (secrets: readonly string[]) => void;
  readonly providers?: (() => CredentialProviders) | undefined;
  /** How AWS's own services are reached for credentials, see {@link awsHttpOptions}. */
  readonly awsHttpOptions: (region: string) => Record<string, unknown>;
}

/** Signs requests in, each for itself where AWS wants that. */
export function createAuthorize(
  signIn: SignIn,
  { clock, noteSecrets, providers, awsHttpOptions }: SigningContext,
): Authorize {
  if (signIn.kind !== "aws") {
    const headers = authorization(signIn);
    return () => Promise.resolve(headers);
  }
  const { service, region } = signIn;
  const credentials = kept(
    credentialSource(signIn, () => awsHttpOptions(region), providers),
    clock,
  );
  return async (request) => {
    const found = await credentials();
    noteSecrets(awsSecrets(found));
    return signatureHeaders(request, { service, region, at: clock.wallTime() }, found);
  };
}

/** The header that signs a call in; none where nothing is set, or where each call is signed for itself. */
export function authorization(signIn: SignIn): Record<string, string> {
  switch (signIn.kind) {
    case "none":
    case "aws":
      return {};
    case "basic":
      return {
        Authorization: `Basic ${Buffer.from(`${signIn.username}:${signIn.password}`).toString("base64")}`,
      };
    case "token":
      return { Authorization: `${signIn.name} ${signIn.token}` };
  }
}
