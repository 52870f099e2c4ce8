import type { FindingRow } from "../../backend/contract";

export interface TitlePart {
  text: string;
  /** What lies on it; nothing where it says too much of nobody. */
  finding: FindingRow | null;
}

/** A title cut where findings begin and end. Of those that lie over each other the first is shown. */
export function titleParts(title: string, findings: readonly FindingRow[]): TitlePart[] {
  const parts: TitlePart[] = [];
  let at = 0;
  const put = (to: number, finding: FindingRow | null) => {
    if (to > at) parts.push({ text: title.slice(at, to), finding });
    at = Math.max(at, to);
  };
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (finding.end > title.length || finding.end <= at) continue;
    put(finding.start, null);
    put(finding.end, finding);
  }
  put(title.length, null);
  return parts;
}

/** What a title gives away, each word once, in its order. */
export function foundWords(title: string, findings: readonly FindingRow[]): TitlePart[] {
  const seen = new Set<string>();
  return titleParts(title, findings).filter(({ text, finding }) => {
    const key = `${finding?.category} ${text.toLowerCase()}`;
    return finding !== null && !seen.has(key) && seen.add(key);
  });
}
