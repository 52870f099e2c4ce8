import type { FindingRow } from "../../backend/contract";

/** Findings that say the same of the same words: one line in the list, however often they stand in the text. */
export interface FindingGroup {
  key: string;
  text: string;
  findings: FindingRow[];
}

/** In the order of their first place. */
export function grouped(text: string, findings: readonly FindingRow[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  // In a long text the same words come thousands of times.
  const folded = new Map<string, string>();
  for (const finding of findings) {
    const words = text.slice(finding.start, finding.end);
    const about = `${finding.rule} ${finding.category} ${finding.whose} ${finding.flag} ${finding.severity}`;
    let spoken = folded.get(words);
    if (spoken === undefined) folded.set(words, (spoken = words.toLowerCase().replace(/\s+/g, " ")));
    const key = `${about} ${spoken}`;
    const group = groups.get(key);
    if (group) group.findings.push(finding);
    else groups.set(key, { key, text: words, findings: [finding] });
  }
  return [...groups.values()];
}

export function isSameFinding(one: FindingRow | null, other: FindingRow | null): boolean {
  return (
    one === other ||
    (one !== null &&
      other !== null &&
      one.start === other.start &&
      one.end === other.end &&
      one.rule === other.rule &&
      one.category === other.category)
  );
}

/** How many there are of each category, the most frequent first. */
export function categoryCounts(findings: readonly FindingRow[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { category } of findings) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
