// SPDX-License-Identifier: Apache-2.0

const code = /^( *)```[\s\S]*?^\1```$|``[^`].*?``|`[^`\n]*`/gm;

/** A link of a page: its target, and the line it is on. */
export interface Link {
  readonly target: string;
  readonly line: number;
}

/** The links and images of a page, but for what is code. */
export function linksIn(markdown: string): Link[] {
  const prose = markdown.replaceAll(code, (text) => text.replaceAll(/[^\n]/g, " "));
  return [
    ...prose.matchAll(/\]\(([^()\s]+)(?: "[^"]*")?\)|^\[[^\]]+\]: (\S+)|<(https?:[^>\s]+)>/gm),
  ].map((match) => ({
    target: match[1] ?? match[2] ?? match[3] ?? "",
    line: prose.slice(0, match.index).split("\n").length,
  }));
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsIn(markdown: string): Set<string> {
  const prose = markdown.replaceAll(/^( *)```[\s\S]*?^\1```$/gm, "");
  const seen = new Map<string, number>();
  const anchors = [...prose.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading = ""]) => {
    const slug = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(/\s/g, "-");
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
  return new Set(anchors);
}
