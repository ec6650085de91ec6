// SPDX-License-Identifier: Apache-2.0
import { amazon } from "./amazon";
import { blocks } from "./blocks";
import { connections } from "./connections";
import { halfDone } from "./half-done";
import type { Judged } from "./judged";
import { network } from "./network";
import { permissions } from "./permissions";
import { proxies } from "./proxies";
import { rules } from "./rules";
import { signIn } from "./sign-in";
import { starts } from "./starts";
import { tls } from "./tls";

/**
 * Every answer of the outside world that the provider is known to meet, by area, each with its cause
 * and the message that was judged to be right for it. docs/troubleshooting.md is made from it.
 */
export const areas: readonly { readonly title: string; readonly list: readonly Judged[] }[] = [
  { title: "Replications", list: starts },
  { title: "Half done, and without a cause", list: halfDone },
  { title: "Permissions", list: permissions },
  { title: "Connections", list: connections },
  { title: "Auto-follow rules", list: rules },
  { title: "Blocks", list: blocks },
  { title: "Sign-in", list: signIn },
  { title: "Amazon's service", list: amazon },
  { title: "TLS", list: tls },
  { title: "Proxies", list: proxies },
  { title: "The network", list: network },
];
