// SPDX-License-Identifier: Apache-2.0

/** The methods of `ResourceProvider`, with their messages. */
export const methods = {
  Handshake: ["HandshakeRequest", "HandshakeResponse"],
  Attach: ["PluginAttach", "Empty"],
  GetPluginInfo: ["Empty", "PluginInfo"],
  GetSchema: ["GetSchemaRequest", "GetSchemaResponse"],
  CheckConfig: ["CheckRequest", "CheckResponse"],
  DiffConfig: ["DiffRequest", "DiffResponse"],
  Configure: ["ConfigureRequest", "ConfigureResponse"],
  Check: ["CheckRequest", "CheckResponse"],
  Diff: ["DiffRequest", "DiffResponse"],
  Create: ["CreateRequest", "CreateResponse"],
  Read: ["ReadRequest", "ReadResponse"],
  Update: ["UpdateRequest", "UpdateResponse"],
  Delete: ["DeleteRequest", "Empty"],
  Invoke: ["InvokeRequest", "InvokeResponse"],
  Construct: ["ConstructRequest", "ConstructResponse"],
  Cancel: ["Empty", "Empty"],
} as const;

export const streamedMethods = { List: ["ListRequest", "ListResponse"] } as const;
