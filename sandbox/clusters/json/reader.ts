// SPDX-License-Identifier: Apache-2.0
import { Refusal } from "../http/refusal";
import type { Json, JsonObject } from "./json";

/** What a value's first token is called in the server's parse errors. */
export type TokenKind =
  "START_OBJECT" | "START_ARRAY" | "VALUE_STRING" | "VALUE_NUMBER" | "VALUE_BOOLEAN" | "VALUE_NULL";

/** A value with the place its first token stands at, as `line:column`. */
export interface Node {
  kind: TokenKind;
  at: string;
  value: Json;
  /** The fields of an object, in the order written. */
  fields: Field[];
}

/** A field of an object with the place its name stands at. */
export interface Field {
  name: string;
  at: string;
  node: Node;
}

const SOURCE = "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled);";
const LITERALS = new Map<string, Json>([
  ["true", true],
  ["false", false],
  ["null", null],
]);
const KINDS: Record<string, TokenKind> = {
  string: "VALUE_STRING",
  number: "VALUE_NUMBER",
  boolean: "VALUE_BOOLEAN",
  object: "VALUE_NULL",
};

/** Reads a body as the server's streaming parser does, keeping every token's place. */
class Reader {
  private offset = 0;

  constructor(private readonly text: string) {}

  document(): Node {
    this.blanks();
    return this.value();
  }

  private value(): Node {
    const at = this.place();
    const next = this.text[this.offset];
    if (next === undefined) throw this.ended("within/between Object entries");
    if (next === "{") return { kind: "START_OBJECT", at, ...this.object() };
    if (next === "[") return { kind: "START_ARRAY", at, value: this.array(), fields: [] };
    const value = next === '"' ? this.string() : this.scalar();
    return { kind: KINDS[typeof value] ?? "VALUE_NULL", at, value, fields: [] };
  }

  private object(): { value: JsonObject; fields: Field[] } {
    const fields: Field[] = [];
    const value: JsonObject = {};
    this.list("}", "Object", () => {
      const at = this.place();
      if (this.text[this.offset] !== '"')
        throw this.unexpected("was expecting double-quote to start field name");
      const name = this.string();
      if (Object.hasOwn(value, name)) throw this.broken(`Duplicate field '${name}'`);
      this.blanks();
      if (this.text[this.offset] === undefined) throw this.ended("within/between Object entries");
      if (this.text[this.offset] !== ":")
        throw this.unexpected("was expecting a colon to separate field name and value");
      this.offset += 1;
      this.blanks();
      const node = this.value();
      fields.push({ name, at, node });
      Object.defineProperty(value, name, {
        value: node.value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    });
    return { value, fields };
  }

  private array(): Json[] {
    const values: Json[] = [];
    this.list("]", "Array", () => values.push(this.value().value));
    return values;
  }

  private list(close: string, what: string, item: () => void): void {
    const opened = this.location();
    const needMore = () => {
      this.blanks();
      if (this.text[this.offset] === undefined)
        throw this.ended(`: expected close marker for ${what} (start marker at ${opened})`);
    };
    this.offset += 1;
    needMore();
    if (this.text[this.offset] === close) return void (this.offset += 1);
    for (;;) {
      item();
      needMore();
      const next = this.text[this.offset];
      if (next !== close && next !== ",")
        throw this.unexpected(`was expecting comma to separate ${what} entries`);
      this.offset += 1;
      if (next === close) return;
      needMore();
    }
  }

  private string(): string {
    const start = this.offset;
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === "\\" ? 2 : 1;
    if (end >= this.text.length) throw this.ended(" in VALUE_STRING", this.text.length);
    this.offset = end + 1;
    try {
      return String(JSON.parse(this.text.slice(start, this.offset)));
    } catch {
      throw this.broken("Illegal character in a string");
    }
  }

  private scalar(): Json {
    const word = /^[\w.+-]+/.exec(this.text.slice(this.offset, this.offset + 400))?.[0] ?? "";
    const literal = LITERALS.get(word);
    if (literal === undefined && !/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word))
      throw this.unexpected(
        "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
      );
    this.offset += word.length;
    return literal === undefined ? Number(word) : literal;
  }

  private blanks(): void {
    while (/\s/.test(this.text[this.offset] ?? "")) this.offset += 1;
  }

  private place(offset = this.offset): string {
    const before = this.text.slice(0, offset).split("\n");
    return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
  }

  private location(offset = this.offset): string {
    const [line = "", column = ""] = this.place(offset).split(":");
    return `${SOURCE} line: ${line}, column: ${column}]`;
  }

  private ended(where: string, offset = this.offset): Refusal {
    const what = where.startsWith("within") ? ` ${where}` : where;
    const reason = `Unexpected end-of-input${what}\n at ${this.location(offset)}`;
    return new Refusal(400, "json_e_o_f_exception", reason);
  }

  private unexpected(expected: string): Refusal {
    const found = this.text[this.offset] ?? "";
    return this.broken(
      `Unexpected character ('${found}' (code ${found.charCodeAt(0)})): ${expected}`,
    );
  }

  private broken(what: string): Refusal {
    return new Refusal(400, "json_parse_exception", `${what}\n at ${this.location()}`);
  }
}

/** The body as a tree with places, or the refusal that malformed JSON gets. */
export const readJson = (text: string): Node => new Reader(text).document();
