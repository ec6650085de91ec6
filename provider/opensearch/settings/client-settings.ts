// SPDX-License-Identifier: Apache-2.0
import type { TlsSettings } from "../network/tls";
import type { CredentialPlan } from "./aws-plan";

/** How calls are signed in. A client certificate is shown besides any of these. */
export type SignIn =
  | { readonly kind: "none" }
  | { readonly kind: "basic"; readonly username: string; readonly password: string }
  | { readonly kind: "token"; readonly name: string; readonly token: string }
  | AwsSignIn;

/** Every call is signed (AWS Signature Version 4). */
export interface AwsSignIn {
  readonly kind: "aws";
  readonly service: "es";
  readonly region: string;
  readonly credentials: CredentialPlan;
}

/** Settings with which calls can be made. */
export interface ClientSettings extends TlsSettings {
  /** Scheme, host, port and path prefix, without userinfo or trailing slash: where calls go first. */
  readonly baseUrl: string;
  /** Further addresses of the same cluster, of the same form. */
  readonly otherUrls: readonly string[];
  readonly signIn: SignIn;
  /** A proxy that is used for every call, with its userinfo. */
  readonly proxy: string | undefined;
  /** In milliseconds. */
  readonly requestTimeout: number;
  readonly startsInFlight: number;
  /** For how many milliseconds a cluster may refuse access, or not be found, before that is believed. */
  readonly waitForAccess: number;
  readonly onClusterChange: OnClusterChange;
  readonly whenUnreachable: WhenUnreachable;
}

/** What a destroy does with resources on a cluster that cannot be reached. */
export type WhenUnreachable = "fail" | "forget";

/** What to do with resources if the provider now points to another cluster. */
export type OnClusterChange = "refuse" | "startAnew";
