// SPDX-License-Identifier: Apache-2.0
import type { SignIn } from "./settings";

/** The header that signs a call in; none where nothing is set. */
export function authorization(signIn: SignIn): Record<string, string> {
  switch (signIn.kind) {
    case "none":
      return {};
    case "basic":
      return {
        Authorization: `Basic ${Buffer.from(`${signIn.username}:${signIn.password}`).toString("base64")}`,
      };
    case "token":
      return { Authorization: `${signIn.name} ${signIn.token}` };
  }
}
