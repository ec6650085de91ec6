// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/errors";
import type { Handler, Properties } from "../../pulumi/handler-boundary";
import { PartialFailure } from "../../pulumi/partial-failure";
import { isUnknown } from "../../pulumi/unknowns";
import { operationsIn } from "../common/operation";
import { clusterUuidOf, hiddenOf, inputsIn, urnOf } from "../common/properties";
import { requireSameCluster } from "../common/same-cluster";
import type { World } from "../common/world";
import { checkRule } from "./check";
import { createAutoFollowRule } from "./create";
import { deleteAutoFollowRule } from "./delete";
import { ruleDifference } from "./diff";
import { createRuleMemory } from "./memory";
import { readAutoFollowRule } from "./read";
import { namesIn, ruleId } from "./rule-body";
import { defaults, type RuleInputs, type RuleTimeouts, stateNames } from "./schema";

/** The life of an `AutoFollowRule`, as the engine drives it. */
export function autoFollowRuleHandler(world: World): Handler {
  const operations = operationsIn(world);
  const memory = createRuleMemory();

  const begin = (operation: keyof RuleTimeouts, props: Properties) =>
    operations.begin(inputsOf(props).timeouts[operation], urnOf(props));

  const make = async (news: Properties): Promise<Properties> => {
    const inputs = inputsOf(news);
    const id = ruleId(inputs);
    const operation = begin("create", news);
    const { uuid: clusterUuid } = await operation.identity();
    const outs = { ...inputs, ...hiddenOf(news), clusterUuid };
    try {
      await createAutoFollowRule(inputs, operation);
    } catch (error) {
      const mayStand = error instanceof OpenSearchError && error.mayHaveHappened;
      if (!mayStand || error.method === "GET") throw error;
      // A rule that is there and not saved would never be deleted.
      const properties = { ...outs, acknowledged: false };
      throw new PartialFailure(error.message, id, properties, { cause: error });
    }
    memory.made(id);
    return { ...outs, acknowledged: true };
  };

  return {
    configure: operations.configure,
    check(olds, news) {
      const { leaderAlias } = operations.settings();
      const checked = checkRule(news, { leaderAlias, needsAlias: true, isUnknown });
      const isNew = olds["name"] === undefined;
      if (isNew) memory.creationChecked(ruleId(inputsOf(checked.inputs)));
      return checked;
    },
    diff(id, olds, news) {
      const { changes, ...rest } = ruleDifference(olds, news);
      if (rest.replaces.length > 0) memory.replacementAsked(id, ruleId(inputsOf(news)));
      return Promise.resolve(changes === undefined ? rest : { changes, ...rest });
    },
    create: async (news) => ({ id: ruleId(inputsOf(news)), outs: await make(news) }),
    async read(id, props) {
      const operation = begin("create", props);
      const inputs = { ...inputsOf(props), ...namesIn(id) };
      const clusterUuid = await requireSameCluster(nameOf(inputs), clusterUuidOf(props), operation);
      const found = await readAutoFollowRule(inputs, operation);
      const isLookUp = props["acknowledged"] === undefined;
      if (isLookUp && found.kind !== "found") {
        throw new Error(`${nameOf(inputs)} cannot be read: it is ${found.kind}.`);
      }
      if (found.kind === "gone") return { id: "", props: {} };
      const pattern = found.kind === "found" ? found.pattern : inputs.pattern;
      const seen = { ...inputs, ...hiddenOf(props), pattern };
      return { id, props: { ...seen, acknowledged: true, clusterUuid }, inputs: seen };
    },
    // The plugin can change nothing of a rule: what gets here concerns the resource only, or is a
    // create of which nothing is known.
    async update(_id, olds, news) {
      const { acknowledged, clusterUuid } = olds;
      return {
        outs: acknowledged === true ? { ...news, acknowledged, clusterUuid } : await make(news),
      };
    },
    async delete(id, props) {
      const operation = begin("delete", props);
      const inputs = inputsOf(props);
      if (memory.isMadeHere(id)) {
        return operation.tell.warn(
          `${nameOf(inputs)} was not deleted: in this deployment another resource has taken it over.`,
        );
      }
      await requireSameCluster(nameOf(inputs), clusterUuidOf(props), operation);
      const stopsFollowers = inputs.onDestroy === "stopFollowers" && !memory.isReplaced(id);
      await deleteAutoFollowRule(inputs, stopsFollowers, operation);
    },
  };
}

function inputsOf(props: Properties): RuleInputs {
  return inputsIn(props, stateNames, defaults) as unknown as RuleInputs;
}

function nameOf({ name, leaderAlias }: RuleInputs): string {
  return `Auto-follow rule "${name}" of connection "${leaderAlias}"`;
}
