// SPDX-License-Identifier: Apache-2.0
import type { SignIn } from "../provider-settings/client-settings";

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
