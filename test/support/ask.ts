// SPDX-License-Identifier: Apache-2.0

/** An answer, parsed where it is JSON. */
export interface Asked {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Sends a request to a cluster as anyone would, outside the provider. */
export async function ask(
  cluster: { readonly url: string },
  method: string,
  path: string,
  body?: unknown,
): Promise<Asked> {
  const response = await fetch(`${cluster.url}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>,
  };
}
