// SPDX-License-Identifier: Apache-2.0
import * as alias from "@pulumi/pulumi/proto/alias_pb";
import * as monitor from "@pulumi/pulumi/proto/resource_pb";
import * as engine from "@pulumi/pulumi/proto/engine_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import type { Message as SdkMessage } from "google-protobuf";
import { decode, encode, type Message } from "../../../provider/doors/plugin/wire/codec";
import {
  type Field,
  type MessageName,
  messages,
} from "../../../provider/doors/plugin/wire/messages";

type SdkClass = { deserializeBinary(bytes: Uint8Array): SdkMessage };

/** What the SDK calls messages that have another name here. */
const sdkNames: Partial<Record<MessageName, SdkClass>> = {
  HandshakeRequest: provider.ProviderHandshakeRequest,
  HandshakeResponse: provider.ProviderHandshakeResponse,
  PluginInfo: plugin.PluginInfo,
  PluginAttach: plugin.PluginAttach,
  LogRequest: engine.LogRequest,
  Listed: provider.ListResponse.Result,
  Continuation: provider.ListResponse.Continuation,
  RegisterResourceRequest: monitor.RegisterResourceRequest,
  RegisterResourceResponse: monitor.RegisterResourceResponse,
  RegisterResourceOutputsRequest: monitor.RegisterResourceOutputsRequest,
  Alias: alias.Alias,
  AliasSpec: alias.Alias.Spec,
  Urns: provider.ConstructRequest.PropertyDependencies,
  Limits: provider.ConstructRequest.CustomTimeouts,
};

/** Of Google's own, which are the same for everybody. */
const others = new Set(["Empty", "Computed", "Any", "Status"]);

/** A value of a field that differs from its default, and what the SDK makes of it. */
function sample(name: MessageName, field: string, [, type, many]: Field, at: number): unknown {
  const one = (): unknown => {
    switch (type) {
      case "string":
        return `${name}.${field}`;
      case "bool":
        return true;
      case "double":
      case "int32":
      case "int64":
        return at + 1;
      case "Struct":
        return { [field]: [1, "two", { three: true, none: null }] };
      default:
        return samples(type as MessageName);
    }
  };
  if (many === "list") return [one()];
  return many === "map" ? { key: one() } : one();
}

function samples(name: MessageName): Record<string, unknown> {
  const fields = Object.entries<Field>(messages[name]);
  // Of the answers to a list, each is one thing.
  const set = name === "ListResponse" ? fields.filter(([field]) => field === "result") : fields;
  return Object.fromEntries(set.map(([field, kind], at) => [field, sample(name, field, kind, at)]));
}

const named = (Object.keys(messages) as MessageName[]).filter((name) => !others.has(name));

describe("the messages of the provider protocol", () => {
  for (const name of named) {
    it(`${name} is what the SDK reads, each field under its number`, () => {
      const sdk = sdkNames[name] ?? (provider as unknown as Record<string, SdkClass>)[name];
      expect(sdk, "the SDK's class").not.to.equal(undefined);
      const given = samples(name);
      const bytes = encode(name, given as Message<typeof name>);
      const read = sdk!.deserializeBinary(bytes);
      // What the SDK did not know would not come back, or under another number.
      expect(decode(name, read.serializeBinary())).to.deep.include(given);
      const texts = JSON.stringify(read.toObject());
      for (const [field, [, type]] of Object.entries<Field>(messages[name]))
        if (type === "string" && field in given) expect(texts).to.include(`${name}.${field}`);
    });
  }
});
