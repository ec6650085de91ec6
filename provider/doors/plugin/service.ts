// SPDX-License-Identifier: Apache-2.0
import type { Handler, World } from "../../lifecycle/contract";
import { gatherSettings, given } from "../../opensearch/settings/precedence";
import type { SettingName } from "../../opensearch/settings/table";
import { openReads } from "../../reads/reads";
import { requireRule } from "../../reads/listing";
import type { PackageInfo } from "./components/registrar";
import { construct } from "./construct";
import { engineLog } from "./engine-log";
import { functionOf } from "./functions";
import { type KindName, kinds, packageName } from "./kinds";
import { listPages } from "./list";
import type { methods, streamedMethods } from "./methods";
import { resourceCalls } from "./resource-calls";
import { checkSettings, textsOf } from "./settings";
import { asSecretAs, plainProperties } from "./values";
import { type RpcCall, rpcClient, type Streamed, type Unary } from "./wire/rpc";
import type { Client } from "../../opensearch/client/client";

/** What the process gives the service. */
export interface PluginProcess extends Pick<
  World,
  "clock" | "random" | "journal" | "isDestroy" | "atEnd"
> {
  readonly environment: NodeJS.ProcessEnv;
  /** The engine's address, where the process was started with one. */
  readonly engine: string | undefined;
  /** The schema of the package. */
  readonly schema: PackageInfo;
}

export interface PluginService {
  readonly unary: Unary<typeof methods>;
  readonly streamed: Streamed<typeof streamedMethods>;
  /** Cancels what runs, as ctrl-C does. */
  readonly cancel: () => void;
}

/** The provider plugin's side of the protocol, over the handlers that every door has. */
export function pluginService(process: PluginProcess): PluginService {
  const { clock, random, environment, journal, isDestroy, atEnd, schema } = process;
  const controller = new AbortController();
  const cancel = (): void => controller.abort(new Error("The deployment was cancelled."));
  let engine: RpcCall | undefined =
    process.engine === undefined ? undefined : rpcClient(process.engine);
  const log = engineLog(() => engine);
  let texts: Readonly<Record<string, string>> = {};
  const handlers = new Map<KindName, Handler>();

  const configured = (name: SettingName): string | undefined => texts[name];
  const world = (): World => ({
    ...{ clock, random, journal, isDestroy, atEnd },
    settings: gatherSettings(configured, environment),
    configured: given(configured),
    isBuild: (environment["CI"] ?? "") !== "",
  });
  const handler = (kind: KindName): Handler => {
    const made = handlers.get(kind) ?? kinds[kind].make(world());
    handlers.set(kind, made);
    return made;
  };
  const reads = (): Promise<Client> => {
    const { settings, configured: own } = world();
    return openReads(settings, undefined, own);
  };
  const requireId = async (kind: KindName, id: string): Promise<void> => {
    if (kind === "AutoFollowRule") await requireRule(await reads(), id);
  };
  const attach = (address: string): void => {
    if (engine === undefined && address !== "") engine = rpcClient(address);
  };
  const accepted = { acceptSecrets: true, acceptResources: true, acceptOutputs: true };

  return {
    cancel,
    unary: {
      Handshake({ engineAddress }) {
        attach(engineAddress);
        return accepted;
      },
      Attach({ address }) {
        attach(address);
        return {};
      },
      GetPluginInfo: () => ({ version: schema.version }),
      GetSchema({ version }) {
        if (version > 0) throw new Error(`There is no schema of version ${version}.`);
        return { schema: JSON.stringify(schema) };
      },
      CheckConfig({ urn, news }) {
        const { inputs, failures, hints } = checkSettings(urn, news);
        for (const hint of hints)
          void log(urn).warn(hint.replace("opensearch:", `${packageName}:`));
        return { inputs, failures };
      },
      // The engine compares the settings; a change touches nothing that the provider has made.
      DiffConfig: () => ({ changes: 0 }),
      Configure({ args }) {
        texts = textsOf(args);
        handlers.clear();
        return { ...accepted, supportsPreview: true };
      },
      async Invoke({ tok, args }) {
        const found = await functionOf(tok)(await reads(), plainProperties(args));
        return { return: asSecretAs(args, { ...found }) };
      },
      Construct: (request) => construct(request, schema),
      Cancel() {
        cancel();
        return {};
      },
      ...resourceCalls({ handler, signal: controller.signal, log, requireId }),
    },
    streamed: {
      List: (request) => listPages(request, reads),
    },
  };
}
