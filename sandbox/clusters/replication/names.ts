// SPDX-License-Identifier: Apache-2.0

const FORBIDDEN_CHARACTERS = '[ , ", *, \\, <, |, ,, >, /, ?]';

interface Rule {
  broken(name: string): boolean;
  text: string;
}

const RULES: Rule[] = [
  { broken: (name) => name.toLowerCase() !== name, text: "must be lowercase" },
  {
    broken: (name) => /[ "*\\<|,>/?]/.test(name),
    text: `must not contain the following characters ${FORBIDDEN_CHARACTERS}`,
  },
  { broken: (name) => /[#:]/.test(name), text: "must not contain '#' or ':'" },
  { broken: (name) => name === "." || name === "..", text: "must not be '.' or '..'" },
  { broken: (name) => /^[_\-+]/.test(name), text: "must not start with '_' or '-' or '+'" },
  { broken: (name) => Buffer.byteLength(name) > 255, text: "must not be longer than 255 bytes" },
  { broken: (name) => name.startsWith("."), text: "must not start with '.'" },
];

/** What the plugin finds wrong with a name of an index or of an auto-follow rule. */
export const nameViolations = (name: string): string[] =>
  RULES.filter((rule) => rule.broken(name)).map((rule) => `Value ${name} ${rule.text}`);

/** What the plugin finds wrong with an auto-follow pattern; here a star and capitals are allowed. */
export const patternViolations = (pattern: string): string[] => {
  const violations: string[] = [];
  if (pattern === "") violations.push("must not be empty");
  if (/[ "\\<|,>/?]/.test(pattern))
    violations.push(`must not contain the following characters ${FORBIDDEN_CHARACTERS}`);
  if (/[#:]/.test(pattern)) violations.push("must not contain '#' or ':'");
  if (/^[_-]/.test(pattern)) violations.push("must not start with '_' or '-'");
  return violations.map((text) => `Autofollow pattern: ${pattern} ${text}`);
};

/** Whether a wide pattern finds an index: of those that the server makes for itself, `.tasks` is not hidden. */
export const isListed = (name: string): boolean => !name.startsWith(".") || name === ".tasks";
