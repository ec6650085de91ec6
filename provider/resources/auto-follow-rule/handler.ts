// SPDX-License-Identifier: Apache-2.0
import { OpenSearchError } from "../../opensearch/errors/errors";
import type { Handler, Properties } from "../../pulumi/handler-boundary";
import { PartialFailure } from "../../pulumi/partial-failure";
import { isUnknown } from "../../pulumi/unknowns";
import { declare } from "../common/claims/declare";
import { hasOtherHost } from "../common/comparison";
import { operationsIn } from "../common/operation";
import {
  clusterUuidOf,
  hiddenOf,
  inputsIn,
  urnOf,
  withHost,
  withHostNow,
} from "../common/properties";
import { clusterNow } from "../common/same-cluster";
import type { World } from "../common/world";
import { checkRule } from "./check";
import { createAutoFollowRule } from "./create";
import { removeRule } from "./delete";
import { ruleDifference } from "./diff";
import { readAutoFollowRule } from "./read";
import { formerAliasesOf, withFormerAliases } from "./former-aliases";
import { namesIn, ruleId, ruleNamed } from "./rule-body";
import { defaults, type RuleInputs, type RuleTimeouts, stateNames } from "./schema";

/** The life of an `AutoFollowRule`, as the engine drives it. */
export function autoFollowRuleHandler(world: World): Handler {
  const operations = operationsIn(world);
  const { claims } = operations;

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
    claims.made(urnOf(news), { kind: "rule", name: id }, clusterUuid, false);
    return { ...outs, acknowledged: true };
  };

  return {
    configure: operations.configure,
    check(olds, news) {
      const { leaderAlias } = operations.settings();
      const checked = checkRule(news, { leaderAlias, needsAlias: true, isUnknown });
      const isNew = olds["name"] === undefined;
      // The second check of a replacement is without olds: what the first one knew is in the claim.
      const before = isNew ? (claims.claimOf(urnOf(news))?.inputs ?? {}) : olds;
      const inputs = withFormerAliases(withHost(checked.inputs, operations.host(), olds), before);
      const { name, leaderAlias: alias } = inputs;
      if ([name, alias].some((part) => typeof part !== "string" || isUnknown(part))) {
        return { ...checked, inputs };
      }
      const id = ruleId(inputsOf(inputs));
      const thing = { kind: "rule", name: id, host: operations.host() } as const;
      const declared = { ...thing, urn: urnOf(news), isNew, inputs };
      const rivals = declare(claims, declared, "name", "auto-follow rule");
      return { inputs, failures: [...checked.failures, ...rivals] };
    },
    diff(id, olds, news) {
      claims.compared(id, olds, news);
      const { changes, ...rest } = ruleDifference(olds, news);
      return Promise.resolve(changes === undefined ? rest : { changes, ...rest });
    },
    create: async (news) => ({ id: ruleId(inputsOf(news)), outs: await make(news) }),
    async read(id, props) {
      const operation = begin("create", props);
      const inputs = { ...inputsOf(props), ...namesIn(id) };
      const { uuid: clusterUuid, isAnother } = await clusterNow(
        ruleNamed(inputs),
        clusterUuidOf(props),
        operation,
      );
      if (isAnother) return { id: "", props: {} };
      const found = await readAutoFollowRule(inputs, operation);
      const isLookUp = props["acknowledged"] === undefined;
      if (isLookUp && found.kind !== "found") {
        throw new Error(`${ruleNamed(inputs)} cannot be read: it is ${found.kind}.`);
      }
      if (found.kind === "gone") return { id: "", props: {} };
      const pattern = found.kind === "found" ? found.pattern : inputs.pattern;
      const seen = { ...inputs, ...withHostNow(hiddenOf(props), operations.host()), pattern };
      return { id, props: { ...seen, acknowledged: true, clusterUuid }, inputs: seen };
    },
    // The plugin can change nothing of a rule: what gets here concerns the resource only, or is a
    // create of which nothing is known, or another cluster.
    async update(_id, olds, news) {
      const { acknowledged } = olds;
      if (acknowledged !== true) return { outs: await make(news) };
      const uuid = clusterUuidOf(olds);
      if (!hasOtherHost(olds, news)) return { outs: { ...news, acknowledged, clusterUuid: uuid } };
      const now = await clusterNow(ruleNamed(inputsOf(news)), uuid, begin("create", news));
      return {
        outs: now.isAnother ? await make(news) : { ...news, acknowledged, clusterUuid: now.uuid },
      };
    },
    delete(id, props) {
      const rule = { ...inputsOf(props), formerAliases: formerAliasesOf(props) };
      return removeRule(id, rule, clusterUuidOf(props), begin("delete", props));
    },
  };
}

function inputsOf(props: Properties): RuleInputs {
  return inputsIn(props, stateNames, defaults) as unknown as RuleInputs;
}
