// SPDX-License-Identifier: Apache-2.0
import { type LoopbackServer, startServer } from "./loopback-server";

/** What AWS's token service is asked for on loopback, and gives. */
export interface LoopbackSts extends LoopbackServer {
  /** The parameters of every request, in the order of arrival. */
  readonly asked: URLSearchParams[];
  /** What it gives; a text is a refusal. */
  gives: { accessKey: string; secretKey: string; sessionToken: string; expires: Date } | string;
}

/** Answers `AssumeRole` and `AssumeRoleWithWebIdentity` as AWS documents it. */
export async function startSts(gives: LoopbackSts["gives"]): Promise<LoopbackSts> {
  const asked: URLSearchParams[] = [];
  const server = await startServer(({ body }) => {
    const parameters = new URLSearchParams(body);
    asked.push(parameters);
    const headers = { "content-type": "text/xml" };
    if (typeof sts.gives === "string") {
      const error = `<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${sts.gives}</Message></Error>`;
      return { status: 403, headers, body: `<ErrorResponse>${error}</ErrorResponse>` };
    }
    const { accessKey, secretKey, sessionToken, expires } = sts.gives;
    const action = parameters.get("Action") ?? "";
    const credentials = `<Credentials><AccessKeyId>${accessKey}</AccessKeyId><SecretAccessKey>${secretKey}</SecretAccessKey><SessionToken>${sessionToken}</SessionToken><Expiration>${expires.toISOString()}</Expiration></Credentials>`;
    const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";
    return {
      ...{ status: 200, headers },
      body: `<${action}Response xmlns="${namespace}"><${action}Result>${credentials}</${action}Result></${action}Response>`,
    };
  });
  const sts: LoopbackSts = { ...server, asked, gives };
  return sts;
}
