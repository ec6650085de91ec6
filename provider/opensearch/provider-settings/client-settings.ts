// SPDX-License-Identifier: Apache-2.0
import type { CredentialPlan } from "../sign-in/aws-plan";

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

/** PEM texts, or the paths of files that hold them. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

/** Settings with which calls can be made. */
export interface ClientSettings {
  /** Scheme, host, port and path prefix, without userinfo or trailing slash: where calls go first. */
  readonly baseUrl: string;
  /** Further addresses of the same cluster, of the same form. */
  readonly otherUrls: readonly string[];
  readonly signIn: SignIn;
  readonly clientCertificate: ClientCertificate | undefined;
  readonly insecure: boolean;
  /** PEM text, or the path of a file that holds it. */
  readonly caCert: string | undefined;
  /** A proxy that is used for every call, with its userinfo. */
  readonly proxy: string | undefined;
  /** What the cluster calls itself where it is reached by another name: the Host header, and the name in its certificate. */
  readonly hostOverride: string | undefined;
  /** In milliseconds. */
  readonly requestTimeout: number;
  readonly startsInFlight: number;
  /** For how many milliseconds a cluster may refuse access, or not be found, before that is believed. */
  readonly waitForAccess: number;
  readonly onClusterChange: OnClusterChange;
}

/** What to do with resources if the provider now points to another cluster. */
export type OnClusterChange = "refuse" | "startAnew";
