// SPDX-License-Identifier: Apache-2.0

/** A field of a message: its number, its type, and whether there are many of it, in a list or by name. */
export type Field = readonly [id: number, type: string, many?: "list" | "map"];

const urns = { urns: [1, "string", "list"] } as const;
const checkFields = { property: [1, "string"], reason: [2, "string"] } as const;
const limits = {
  create: [1, "string"],
  update: [2, "string"],
  delete: [3, "string"],
} as const;

/**
 * The messages of the provider protocol (`pulumi/provider.proto` and what it needs), with the fields that
 * this provider reads or writes; others are skipped, as the encoding allows.
 */
export const messages = {
  Empty: {},
  PluginInfo: { version: [1, "string"] },
  PluginAttach: { address: [1, "string"] },
  HandshakeRequest: { engineAddress: [1, "string"] },
  HandshakeResponse: {
    acceptSecrets: [1, "bool"],
    acceptResources: [2, "bool"],
    acceptOutputs: [3, "bool"],
  },
  GetSchemaRequest: { version: [1, "int32"] },
  GetSchemaResponse: { schema: [1, "string"] },
  ConfigureRequest: { args: [2, "Struct"] },
  ConfigureResponse: {
    acceptSecrets: [1, "bool"],
    supportsPreview: [2, "bool"],
    acceptResources: [3, "bool"],
    acceptOutputs: [4, "bool"],
  },
  CheckRequest: { urn: [1, "string"], olds: [2, "Struct"], news: [3, "Struct"] },
  CheckFailure: checkFields,
  CheckResponse: { inputs: [1, "Struct"], failures: [2, "CheckFailure", "list"] },
  DiffRequest: {
    id: [1, "string"],
    urn: [2, "string"],
    olds: [3, "Struct"],
    news: [4, "Struct"],
  },
  DiffResponse: {
    replaces: [1, "string", "list"],
    deleteBeforeReplace: [3, "bool"],
    /** 0: the engine compares the inputs itself, 1: none, 2: some. */
    changes: [4, "int32"],
  },
  CreateRequest: {
    urn: [1, "string"],
    properties: [2, "Struct"],
    timeout: [3, "double"],
    preview: [4, "bool"],
  },
  CreateResponse: { id: [1, "string"], properties: [2, "Struct"] },
  ReadRequest: {
    id: [1, "string"],
    urn: [2, "string"],
    properties: [3, "Struct"],
    inputs: [4, "Struct"],
    timeout: [10, "double"],
  },
  ReadResponse: { id: [1, "string"], properties: [2, "Struct"], inputs: [3, "Struct"] },
  UpdateRequest: {
    id: [1, "string"],
    urn: [2, "string"],
    olds: [3, "Struct"],
    news: [4, "Struct"],
    timeout: [5, "double"],
    preview: [7, "bool"],
  },
  UpdateResponse: { properties: [1, "Struct"] },
  DeleteRequest: {
    id: [1, "string"],
    urn: [2, "string"],
    properties: [3, "Struct"],
    timeout: [4, "double"],
  },
  InvokeRequest: { tok: [1, "string"], args: [2, "Struct"], preview: [7, "bool"] },
  InvokeResponse: { return: [1, "Struct"], failures: [2, "CheckFailure", "list"] },
  ListRequest: {
    token: [1, "string"],
    query: [2, "Struct"],
    limit: [3, "int64"],
    pageSize: [4, "int64"],
    continuationToken: [5, "string"],
  },
  Computed: {},
  Listed: { id: [1, "string"], name: [2, "string"] },
  Continuation: { continuationToken: [1, "string"] },
  ListResponse: {
    computed: [1, "Computed"],
    result: [2, "Listed"],
    continuation: [3, "Continuation"],
  },
  Urns: urns,
  Limits: limits,
  ConstructRequest: {
    dryRun: [4, "bool"],
    monitorEndpoint: [6, "string"],
    type: [7, "string"],
    name: [8, "string"],
    parent: [9, "string"],
    inputs: [10, "Struct"],
    inputDependencies: [11, "Urns", "map"],
    protect: [12, "bool"],
    providers: [13, "string", "map"],
    dependencies: [15, "string", "list"],
    customTimeouts: [19, "Limits"],
    deletedWith: [20, "string"],
    retainOnDelete: [24, "bool"],
  },
  ConstructResponse: {
    urn: [1, "string"],
    state: [2, "Struct"],
    stateDependencies: [3, "Urns", "map"],
  },
  /** Of the resource monitor, for the resources of a component. */
  RegisterResourceRequest: {
    type: [1, "string"],
    name: [2, "string"],
    parent: [3, "string"],
    custom: [4, "bool"],
    object: [5, "Struct"],
    protect: [6, "bool"],
    dependencies: [7, "string", "list"],
    provider: [8, "string"],
    propertyDependencies: [9, "Urns", "map"],
    version: [11, "string"],
    acceptSecrets: [13, "bool"],
    customTimeouts: [17, "Limits"],
    supportsPartialValues: [19, "bool"],
    acceptResources: [21, "bool"],
    providers: [22, "string", "map"],
    pluginDownloadURL: [24, "string"],
    retainOnDelete: [25, "bool"],
    aliases: [26, "Alias", "list"],
    deletedWith: [27, "string"],
    aliasSpecs: [28, "bool"],
  },
  Alias: { spec: [2, "AliasSpec"] },
  AliasSpec: { type: [2, "string"] },
  RegisterResourceResponse: { urn: [1, "string"], id: [2, "string"], object: [3, "Struct"] },
  RegisterResourceOutputsRequest: { urn: [1, "string"], outputs: [2, "Struct"] },
  /** Of the engine: severity 1 is info, 2 a warning, 3 an error. */
  LogRequest: {
    severity: [1, "int32"],
    message: [2, "string"],
    urn: [3, "string"],
    ephemeral: [5, "bool"],
  },
  ErrorResourceInitFailed: {
    id: [1, "string"],
    properties: [2, "Struct"],
    reasons: [3, "string", "list"],
    inputs: [4, "Struct"],
  },
  Any: { typeUrl: [1, "string"], value: [2, "bytes"] },
  Status: { code: [1, "int32"], message: [2, "string"], details: [3, "Any", "list"] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Field>>>>;

export type MessageName = keyof typeof messages;
