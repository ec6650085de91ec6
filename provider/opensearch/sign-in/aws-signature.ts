// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import type * as Aws4 from "aws4";
import type { AwsCredentials } from "./aws-credentials";

export interface SignableRequest {
  readonly method: string;
  readonly url: URL;
  /** The Host header, where it is not the URL's. */
  readonly host: string | undefined;
  readonly body: string;
}

const load = createRequire(__filename);

/**
 * The headers that sign a request (AWS Signature Version 4). Of the headers only Host and AWS's own
 * are signed, since proxies change the others; the body is covered by its hash.
 */
export function signatureHeaders(
  { method, url, host = url.host, body }: SignableRequest,
  scope: { readonly service: string; readonly region: string; readonly at: number },
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentials,
): Record<string, string> {
  const { sign } = load("aws4") as typeof Aws4;
  const headers: Record<string, string> = {
    Host: host,
    "X-Amz-Date": new Date(scope.at).toISOString().replace(/[:-]|\.\d{3}/g, ""),
    // The serverless service asks for it, the other one takes it.
    "X-Amz-Content-Sha256": createHash("sha256").update(body).digest("hex"),
    ...(sessionToken === undefined ? {} : { "X-Amz-Security-Token": sessionToken }),
  };
  const { service, region } = scope;
  const request = {
    method,
    host,
    path: `${url.pathname}${url.search}`,
    service,
    region,
    body,
    headers: { ...headers },
    // The library adds these by itself, and not as they are sent.
    extraHeadersToIgnore: { "content-type": true, "content-length": true },
  };
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
  const signed = sign(request, credentials);
  return { ...headers, Authorization: String(signed.headers?.["Authorization"]) };
}
