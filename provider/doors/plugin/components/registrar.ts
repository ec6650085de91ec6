// SPDX-License-Identifier: Apache-2.0
import { packageName, type KindName, tokenOf } from "../kinds";
import { dependenciesOf, holdsSecret, output, plain, withoutOutputs } from "../values";
import type { Message, Read } from "../wire/codec";
import type { RpcCall } from "../wire/rpc";
import type { Properties } from "../wire/struct";

/** A resource of a component, once it is there (in a preview: once it is planned). */
export interface Child {
  readonly urn: string;
  readonly outputs: Properties;
}

interface ChildOptions {
  /** As `urn::id`; left out: what the component was given, else the default one. */
  readonly provider?: string | undefined;
  readonly dependsOn?: readonly Child[];
}

/** What the schema says of the package: the engine finds the plugin of the children by it. */
export interface PackageInfo {
  readonly version: string;
  readonly pluginDownloadURL?: string | undefined;
}

/** Without partial values, an object with something in it that is not known yet would be left out. */
const accepted = {
  ...{ acceptSecrets: true, acceptResources: true, supportsPartialValues: true, aliasSpecs: true },
};

/** Registers a component and what it consists of with the engine that asked for it. */
export interface Registrar {
  /** The component's own URN. */
  readonly component: () => Promise<string>;
  /** What is left out of the inputs is `undefined` in them. */
  readonly child: (
    kind: KindName,
    name: string,
    inputs: Properties,
    options?: ChildOptions,
  ) => Promise<Child>;
  /** Says what the component is, and answers the engine. */
  readonly done: (
    outputs: Properties,
    of: readonly Child[],
  ) => Promise<Message<"ConstructResponse">>;
}

/** The resources of a component, as `ResourceMonitor.RegisterResource` takes them. */
export function registrar(
  request: Read<"ConstructRequest">,
  call: RpcCall,
  { version, pluginDownloadURL }: PackageInfo,
): Registrar {
  const register = async (
    registration: Message<"RegisterResourceRequest">,
  ): Promise<Read<"RegisterResourceResponse">> =>
    call(
      "ResourceMonitor/RegisterResource",
      ["RegisterResourceRequest", { ...accepted, ...registration }],
      "RegisterResourceResponse",
    );
  let own: Promise<string> | undefined;
  const component = (): Promise<string> => {
    const { type, name, parent, providers, protect, dependencies } = request;
    const { retainOnDelete, deletedWith } = request;
    return (own ??= register({
      ...{ type, name, parent, providers, protect, dependencies, retainOnDelete, deletedWith },
      custom: false,
    }).then(({ urn }) => urn));
  };
  return {
    component,
    async child(
      kind,
      name,
      inputs,
      { provider = request.providers[packageName], dependsOn = [] } = {},
    ) {
      const given = Object.entries(inputs).filter(([, value]) => value !== undefined);
      const of = given.map(([property, value]) => [property, dependenciesOf(value)] as const);
      const after = [...dependsOn.map(({ urn }) => urn), ...of.flatMap(([, urns]) => urns)];
      const { urn, object } = await register({
        type: tokenOf(kind),
        name,
        custom: true,
        parent: await component(),
        object: withoutOutputs(Object.fromEntries(given)) as Properties,
        dependencies: [...new Set(after)],
        propertyDependencies: Object.fromEntries(
          of.map(([property, urns]) => [property, { urns }]),
        ),
        version,
        ...(provider === undefined ? {} : { provider }),
        ...(pluginDownloadURL === undefined ? {} : { pluginDownloadURL }),
        // The class of that name has registered its children under these types.
        aliases: [{ spec: { type: `pulumi-nodejs:dynamic/opensearch:${kind}` } }],
      });
      return { urn, outputs: object };
    },
    async done(outputs, of) {
      const urn = await component();
      await call(
        "ResourceMonitor/RegisterResourceOutputs",
        ["RegisterResourceOutputsRequest", { urn, outputs: withoutOutputs(outputs) as Properties }],
        "Empty",
      );
      const urns = of.map((child) => child.urn);
      const state = Object.fromEntries(
        Object.entries(outputs).map(([name, value]) => [
          name,
          output(plain(value), urns, holdsSecret(value)),
        ]),
      );
      const names = Object.keys(outputs).map((name) => [name, { urns }]);
      return {
        urn,
        state,
        stateDependencies: Object.fromEntries(names) as Record<string, { urns: string[] }>,
      };
    },
  };
}
