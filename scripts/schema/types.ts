// SPDX-License-Identifier: Apache-2.0
import ts from "typescript";
import { packageName } from "../../provider/doors/plugin/kinds";
import { described, fileOf, type Source } from "./source";

/** A type of the package schema (`schema.json` of Pulumi's packages). */
export interface TypeSpec {
  readonly type?: string;
  readonly items?: TypeSpec;
  readonly additionalProperties?: TypeSpec;
  readonly $ref?: string;
  readonly oneOf?: readonly TypeSpec[];
  /** A component makes its resources from it, so that no output will do. */
  readonly plain?: boolean;
}

export interface PropertySpec extends TypeSpec {
  readonly description?: string;
  readonly default?: unknown;
  readonly secret?: boolean;
  readonly willReplaceOnChanges?: boolean;
}

export interface ObjectSpec {
  readonly description?: string;
  readonly type?: "object" | "string";
  readonly properties?: Readonly<Record<string, PropertySpec>>;
  readonly required?: readonly string[];
  readonly enum?: readonly { readonly name: string; readonly value: string }[];
}

/** Words that have no name in the code, by what they are. */
const unnamed: Readonly<Record<string, readonly [name: string, description: string]>> = {
  "overwrite|refuse": [
    "OnReplace",
    "What to do with the old copy when a replacement keeps the follower's name.",
  ],
  "deleteIndex|keepIndex": [
    "OnDestroy",
    "What to do with the follower index when the resource is destroyed.",
  ],
  "defer|fail": ["WhenSiteUnreachable", "What to do if the follower cluster cannot be reached."],
  "proxy|sniff": ["ConnectionMode", "How the follower reaches the leader's nodes."],
  "blocked|deferred|following|missing|open": ["FenceState", "What an index of a write block is."],
};

/** Numbers that are whole and small; a sequence number may be larger than some languages' integers. */
const whole = new Set(["nodeConnections", "proxySocketConnections", "startsInFlight"]);

/** The named types that properties refer to, collected on the way. */
export class Types {
  readonly found = new Map<string, ObjectSpec>();

  constructor(private readonly source: Source) {}

  /** What the schema calls the type of a property. */
  specOf(type: ts.Type, property: string): TypeSpec {
    const { checker } = this.source;
    const bare = checker.getNonNullableType(type);
    const name = bare.aliasSymbol?.name ?? bare.getSymbol()?.name ?? "";
    if (name === "IndexSettings")
      return { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" } };
    if (name === "Duration" || isText(bare)) return { type: "string" };
    if (bare.flags & ts.TypeFlags.Number)
      return { type: whole.has(property) ? "integer" : "number" };
    if (bare.flags & (ts.TypeFlags.Boolean | ts.TypeFlags.BooleanLiteral))
      return { type: "boolean" };
    const words = wordsOf(bare);
    if (words?.length === 1) return { type: "string" };
    if (words !== undefined) return this.enumOf(bare, words);
    if (bare.isUnion()) return this.unionOf(bare, property);
    const [item] = checker.isArrayType(bare)
      ? checker.getTypeArguments(bare as ts.TypeReference)
      : [];
    if (item !== undefined) return { type: "array", items: this.specOf(item, property) };
    const [of] = checker.getIndexInfosOfType(bare);
    if (of !== undefined)
      return { type: "object", additionalProperties: this.specOf(of.type, property) };
    // A partial one has the name of what it is a part of.
    const base = name === "Partial" ? bare.aliasTypeArguments?.[0] : bare;
    const called = base?.getSymbol()?.name ?? "";
    if (called === "" || called === "__type")
      throw new Error(`${property} has a type without a name`);
    return this.objectOf(called, bare, base?.getSymbol());
  }

  /** The properties of a type, each with its text. */
  propertiesOf(type: ts.Type): Record<string, PropertySpec> {
    const { checker } = this.source;
    return Object.fromEntries(
      checker.getPropertiesOfType(type).map((member) => [
        member.name,
        {
          ...this.specOf(checker.getTypeOfSymbol(member), member.name),
          description: described(member, checker),
        },
      ]),
    );
  }

  requiredOf(type: ts.Type): string[] {
    const { checker } = this.source;
    const isRequired = ({ flags }: ts.Symbol): boolean => (flags & ts.SymbolFlags.Optional) === 0;
    return checker
      .getPropertiesOfType(type)
      .filter(isRequired)
      .map(({ name }) => name);
  }

  private objectOf(name: string, type: ts.Type, symbol: ts.Symbol | undefined): TypeSpec {
    const token = `${packageName}:index:${name}`;
    if (!this.found.has(token)) {
      this.found.set(token, {});
      this.found.set(token, {
        type: "object",
        description: symbol === undefined ? name : this.source.docsOf(fileOf(symbol), name),
        properties: this.propertiesOf(type),
        required: this.requiredOf(type),
      });
    }
    return { $ref: `#/types/${token}` };
  }

  private enumOf(type: ts.Type, words: readonly string[]): TypeSpec {
    const known = unnamed[[...words].sort().join("|")];
    const alias = type.aliasSymbol;
    const name = alias?.name ?? known?.[0];
    if (name === undefined) throw new Error(`${words.join(", ")} have no name`);
    const description =
      alias === undefined ? (known?.[1] ?? "") : this.source.docsOf(fileOf(alias), alias.name);
    const token = `${packageName}:index:${name}`;
    const all = words.map((value) => ({ name: value[0]?.toUpperCase() + value.slice(1), value }));
    this.found.set(token, { type: "string", description, enum: all });
    return { $ref: `#/types/${token}` };
  }

  private unionOf(type: ts.UnionType, property: string): TypeSpec {
    const isSwitch = type.types.some(({ flags }) => flags & ts.TypeFlags.BooleanLiteral);
    const isWritten = type.types.some(isText);
    if (isSwitch && isWritten) return { oneOf: [{ type: "boolean" }, { type: "string" }] };
    if (isSwitch) return { type: "boolean" };
    if (type.types.every(isText)) return { type: "string" };
    throw new Error(
      `${property} may be too many things: ${this.source.checker.typeToString(type)}`,
    );
  }
}

function isText({ flags }: ts.Type): boolean {
  return (flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) !== 0;
}

/** The texts that a type allows. */
function wordsOf(type: ts.Type): string[] | undefined {
  const all = type.isUnion() ? type.types : [type];
  const words = all.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
  return words.length === all.length ? words.sort() : undefined;
}
