// SPDX-License-Identifier: Apache-2.0
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { EmulatedRequest } from "../http/request";

/** The one access key that a cluster behind Amazon's front door knows. */
export interface SigV4Options {
  accessKey: string;
  secretKey: string;
  /** Set for a temporary key, whose requests must carry it. */
  sessionToken?: string;
  region: string;
  /** `es`, or `aoss` for the serverless service. */
  service: string;
  /** The user that a signed request counts as, "admin" if not given. */
  user?: string;
}

/** What a signature says about itself. */
interface Claim {
  accessKey: string;
  date: string;
  scope: string;
  signedHeaders: string[];
  signature: string;
}

const ALGORITHM = "AWS4-HMAC-SHA256";
const TOLERANCE = 5 * 60_000;

const sha256 = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac("sha256", key).update(text).digest();

const header = ({ headers }: EmulatedRequest, name: string): string => {
  const value = headers[name] ?? "";
  return Array.isArray(value) ? value.join(",") : value;
};

const claimOf = (request: EmulatedRequest): Claim | undefined => {
  const { authorization = "" } = request;
  const field = (name: string): string =>
    new RegExp(`[ ,]${name}=([^, ]+)`).exec(authorization)?.[1] ?? "";
  const [accessKey = "", ...scope] = field("Credential").split("/");
  const signature = field("Signature");
  const signedHeaders = field("SignedHeaders").split(";");
  const date = header(request, "x-amz-date");
  const isWhole = scope.length === 4 && signature !== "" && /^\d{8}T\d{6}Z$/.test(date);
  return isWhole
    ? { accessKey, date, scope: scope.join("/"), signedHeaders, signature }
    : undefined;
};

/** Encodes what RFC 3986 does not call unreserved; a percent sign that is there already is encoded too. */
const encoded = (text: string): string =>
  [...Buffer.from(text, "utf8")]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      const hex = byte.toString(16).toUpperCase().padStart(2, "0");
      return /[A-Za-z0-9\-._~]/.test(character) ? character : `%${hex}`;
    })
    .join("");

/** Sorted by name and then by value, each as it is encoded. */
const canonicalQuery = (uri: string): string => {
  const mark = uri.indexOf("?");
  if (mark < 0) return "";
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return uri
    .slice(mark + 1)
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [
        encoded(decodeURIComponent(name)),
        encoded(decodeURIComponent(value.join("="))),
      ] as const;
    })
    .sort(([a, x], [b, y]) => order(a, b) || order(x, y))
    .map((pair) => pair.join("="))
    .join("&");
};

const canonicalRequest = (request: EmulatedRequest, signedHeaders: string[]): string =>
  [
    request.method,
    // All services but S3 encode the path once more than it was sent.
    request.path.split("/").map(encoded).join("/"),
    canonicalQuery(request.uri),
    ...signedHeaders.map((name) => `${name}:${header(request, name).trim().replace(/ +/g, " ")}`),
    "",
    signedHeaders.join(";"),
    header(request, "x-amz-content-sha256") || sha256(request.bytes),
  ].join("\n");

const timeOf = (date: string): number =>
  Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));

const compact = (time: number): string => new Date(time).toISOString().replace(/[:-]|\.\d{3}/g, "");

const matches = (request: EmulatedRequest, claim: Claim, secretKey: string): boolean => {
  const text = [
    ALGORITHM,
    claim.date,
    claim.scope,
    sha256(canonicalRequest(request, claim.signedHeaders)),
  ].join("\n");
  const key = claim.scope.split("/").reduce<string | Buffer>(hmac, `AWS4${secretKey}`);
  const [ours, theirs] = [hmac(key, text).toString("hex"), claim.signature].map((hex) =>
    Buffer.from(hex),
  );
  return (
    ours !== undefined &&
    theirs !== undefined &&
    ours.length === theirs.length &&
    timingSafeEqual(ours, theirs)
  );
};

const mismatch = (request: EmulatedRequest, signedHeaders: string[]): string =>
  `The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'${canonicalRequest(request, signedHeaders)}'\n`;

/** Why a request that is signed, or ought to be, is refused; nothing where the signature holds. */
export const signatureFault = (
  options: SigV4Options,
  request: EmulatedRequest,
  now: number,
): string | undefined => {
  const claim = claimOf(request);
  if (claim === undefined)
    return "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.";
  const required = ["host", "x-amz-date"];
  if (required.some((name) => !claim.signedHeaders.includes(name)))
    return `'${required.join("' or '")}' must be a 'SignedHeader' in the AWS Authorization.`;
  if (
    claim.accessKey !== options.accessKey ||
    header(request, "x-amz-security-token") !== (options.sessionToken ?? "")
  )
    return "The security token included in the request is invalid.";
  const [day = "", region, service] = claim.scope.split("/");
  if (region !== options.region || service !== options.service || !claim.date.startsWith(day))
    return `Credential should be scoped to a valid region, not '${region}'. `;
  const age = now - timeOf(claim.date);
  if (age > TOLERANCE)
    return `Signature expired: ${claim.date} is now earlier than ${compact(now - TOLERANCE)} (${compact(now)} - 5 min.)`;
  if (age < -TOLERANCE)
    return `Signature not yet current: ${claim.date} is still later than ${compact(now + TOLERANCE)} (${compact(now)} + 5 min.)`;
  const stated = header(request, "x-amz-content-sha256");
  if (stated !== "" && stated !== sha256(request.bytes))
    return "The provided 'x-amz-content-sha256' header does not match what was computed.";
  return matches(request, claim, options.secretKey)
    ? undefined
    : mismatch(request, claim.signedHeaders);
};

/** Whether a request claims to be signed. */
export const isSigned = ({ authorization = "" }: EmulatedRequest): boolean =>
  authorization.startsWith(ALGORITHM);
