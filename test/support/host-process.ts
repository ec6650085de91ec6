// SPDX-License-Identifier: Apache-2.0
import { status as grpcStatus } from "@grpc/grpc-js";
import { HostError, type Properties } from "./grpc-calls";
import { startProviderHost } from "./provider-host";
import type { KillableProcess } from "./provider-process";
import { ProcessKilled } from "./provider-process";

/** The SDK's real provider process, with the built package in it. */
export async function hostProcess(options: {
  readonly settings: Readonly<Record<string, string>>;
  readonly onEnd: () => Promise<void>;
}): Promise<KillableProcess> {
  const { settings, onEnd } = options;
  const host = await startProviderHost();
  const named = Object.entries(settings).map(([name, value]) => [`opensearch:${name}`, value]);
  await host.configure(Object.fromEntries(named) as Record<string, string>);

  const called = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const isGone = error instanceof HostError && error.code === grpcStatus.UNAVAILABLE;
      throw isGone ? new ProcessKilled() : error;
    }
  };
  return {
    kill: () => void host.process.kill("SIGKILL"),
    check: (olds: Properties, news: Properties) => called(() => host.check(olds, news)),
    diff: (id, olds, news) => called(() => host.diff(id, olds, news)),
    create: (inputs) => called(() => host.create(inputs)),
    read: (id, props) => called(() => host.read(id, props)),
    update: (id, olds, news) => called(() => host.update(id, olds, news)),
    delete: (id, props) => called(() => host.delete(id, props)),
    async end() {
      await host.close();
      await onEnd();
    },
  };
}
