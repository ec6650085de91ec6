// SPDX-License-Identifier: Apache-2.0
import type { IncomingHttpHeaders } from "node:http";
import type { Caller, ClientCertificate } from "../security/caller";
import { illegalArgument } from "./refusal";

/** A request as the emulator sees it: nothing decoded that the server would not decode. */
export interface EmulatedRequest {
  method: string;
  /** The path with the query, as it stood in the request line. */
  uri: string;
  /** The path without the query. */
  path: string;
  query: Map<string, string>;
  /** The body as it stood, "" if there was none. */
  body: string;
  /** The bytes of the body. */
  bytes: Buffer;
  headers: IncomingHttpHeaders;
  contentType: string | undefined;
  authorization: string | undefined;
  /** Shown by the client when it connected over TLS. */
  certificate: ClientCertificate | undefined;
  /** Address and port the request came from. */
  remoteAddress: string;
}

/** A request that was let in. */
export interface AdmittedRequest extends EmulatedRequest {
  /** Who sent it; undefined without the security plugin. */
  caller: Caller | undefined;
}

/** What a test can look up afterwards. */
export interface LoggedRequest {
  method: string;
  /** The path with the query, as it stood in the request line. */
  path: string;
  /** The body as it stood, "" if there was none. */
  body: string;
  authorization: string | undefined;
}

/** Percent-decodes one path segment; a plus sign stays a plus sign. */
export const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw illegalArgument(`malformed percent-encoded path segment: ${text}`);
  }
};

/** Splits path and query. A parameter without a value, such as `?refresh`, has the value "". */
export const splitUri = (uri: string): { path: string; query: Map<string, string> } => {
  const mark = uri.indexOf("?");
  if (mark < 0) return { path: uri, query: new Map() };
  return {
    path: uri.slice(0, mark),
    query: new Map(new URLSearchParams(uri.slice(mark + 1))),
  };
};

/** A boolean parameter: present without a value counts as true, as `?refresh` does. */
export const flag = (request: EmulatedRequest, name: string): boolean => {
  const value = request.query.get(name);
  if (value === undefined || value === "false") return false;
  if (value === "" || value === "true") return true;
  throw illegalArgument(`Failed to parse value [${value}] as only [true] or [false] are allowed.`);
};
