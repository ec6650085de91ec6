// SPDX-License-Identifier: Apache-2.0

/** Control characters but for line breaks and tabs, and halves of a character. */
// eslint-disable-next-line no-control-regex
const harmful = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Cs}/gu;

/** An escape sequence of a terminal. */
// eslint-disable-next-line no-control-regex
const escapes = /\u001b\[[0-9:;<=>?]*[ -/]*[@-~]/g;

/** A text of a server as it may be shown and stored: the CLI panics at colour marks that are not its own, and a terminal obeys control characters. */
export function harmless(text: string): string {
  return text.replace(escapes, "").replace(harmful, "").replaceAll("<{%", "<{ %");
}

/** A no-break space: where it stands, no line begins. */
export const unbreakable = "\u00a0";

/** A server's text within a message, whose sentences become lines: it stays on one, whatever it holds. */
export function unbroken(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, " ")
    .replace(/(?<=[.?!]) /g, unbreakable);
}

/** The beginning of a long text: a reason may hold a whole document. */
export function shortened(text: string, most = 1_000): string {
  return text.length > most ? harmless(`${text.slice(0, most)}…`) : text;
}
