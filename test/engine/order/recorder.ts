// SPDX-License-Identifier: Apache-2.0
import type { dynamic } from "@pulumi/pulumi";

/** What the recorder is asked to do: its resources say themselves how they want to be treated. */
export interface Thing {
  readonly name: string;
  /** A change of it is an update. */
  readonly plain?: string;
  /** A change of it is a replacement. */
  readonly key?: string;
  /** What `diff` says of the order. */
  readonly isDeletedFirst?: boolean;
  /** `diff` leaves it to the engine whether there is a change. */
  readonly isUndecided?: boolean;
  /** Calls that fail, as `create`. */
  readonly failing?: string;
}

/** What it puts out, too. */
interface Made extends Thing {
  readonly out: string;
}

/** The calls that a provider receives, each as `name: call`, with the provider's own name. */
export type Note = (provider: string, call: string) => void;

/** A provider that makes nothing and notes every call. */
export function recorder(note: Note): dynamic.ResourceProvider<Thing, Thing> {
  let provider = "default";
  const noted = ({ name, failing }: Thing, call: string): void => {
    note(provider, `${name}: ${call}`);
    if (failing === call) throw new Error(`${name} is to fail`);
  };
  return {
    configure({ config }) {
      provider = config.get("recorded:provider") ?? provider;
      return Promise.resolve();
    },
    check(olds: Thing, news: Thing) {
      noted(news, Object.keys(olds).length === 0 ? "check anew" : "check");
      return Promise.resolve({ inputs: news });
    },
    diff(_id, olds: Thing, news: Thing) {
      noted(news, "diff");
      const isReplaced = olds.key !== news.key;
      const isChanged = isReplaced || olds.plain !== news.plain;
      return Promise.resolve({
        ...(news.isUndecided === true ? {} : { changes: isChanged }),
        replaces: isReplaced ? ["key"] : [],
        deleteBeforeReplace: news.isDeletedFirst === true,
      });
    },
    create(inputs: Thing) {
      noted(inputs, "create");
      const outs: Made = { ...inputs, out: "put out" };
      return Promise.resolve({ id: inputs.name, outs });
    },
    read(id, props?: Thing) {
      if (props !== undefined) noted(props, "read");
      return Promise.resolve({ id, ...(props === undefined ? {} : { props }) });
    },
    update(_id, _olds: Thing, news: Thing) {
      noted(news, "update");
      const outs: Made = { ...news, out: "put out" };
      return Promise.resolve({ outs });
    },
    delete(_id, props: Thing) {
      noted(props, "delete");
      return Promise.resolve();
    },
  };
}
