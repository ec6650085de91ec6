// SPDX-License-Identifier: Apache-2.0
import type { PairOptions } from "../../sandbox/clusters";
import { newAuthority, type Authority } from "../sandbox/clusters/certificates";
import type { Signature } from "./exchange";

/** Subjects of the client certificates that the recorded steps were made with. */
const SUBJECTS: Record<string, string> = {
  admin: "CN=admin,O=example,DC=example",
  certuser: "CN=repl-cert,O=rig,DC=rig",
};

/** Passwords of those who sign in by one. */
export const PASSWORDS: Record<string, string> = {
  admin: "admin-password",
  repl: "repl-password",
  norole: "norole-password",
  onlyfollower: "onlyfollower-password",
  onlyleader: "onlyleader-password",
  // Known to the one who asked, not to the clusters.
  ghost: "ghost-password",
};

let made: Promise<Authority> | undefined;

const authority = (): Promise<Authority> => (made ??= newAuthority());

/** Credentials as a recorded `auth` names them: "none", "basic USER" or "cert USER". */
export const signature = async (auth = "none"): Promise<Signature> => {
  const [kind, name = ""] = auth.split(" ");
  const { ca, client } = await authority();
  if (kind === "cert") return { ca, certificate: await client(SUBJECTS[name] ?? "") };
  if (kind !== "basic") return { ca };
  const encoded = Buffer.from(`${name}:${PASSWORDS[name] ?? ""}`).toString("base64");
  return { ca, authorization: `Basic ${encoded}` };
};

/** The pair that the recordings with the security plugin were made on, before it had any users. */
export const securedPair = async (): Promise<PairOptions> => {
  const { ca, server } = await authority();
  const adminPassword = PASSWORDS["admin"] ?? "";
  return {
    tls: { ...server, ca },
    security: { adminPassword, adminDns: [SUBJECTS["admin"] ?? ""] },
  };
};
