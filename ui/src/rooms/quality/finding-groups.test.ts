import { describe, expect, it } from "vitest";
import type { FindingRow } from "../../backend/contract";
import { categoryCounts, grouped } from "./finding-groups";

function finding(text: string, words: string, from = 0, more: Partial<FindingRow> = {}): FindingRow {
  const start = text.indexOf(words, from);
  return {
    start,
    end: start + words.length,
    category: "NAME",
    whose: "unknown",
    flag: true,
    severity: "stop",
    confidence: 90,
    rule: "name.unregistered",
    ruleVersion: 1,
    evidence: [],
    action: "check_whose",
    bases: [],
    ...more,
  };
}

describe("grouped", () => {
  const text = "Ditte Holm kom. Bo Lind gik. DITTE  HOLM blev.";

  it("puts the same words with the same judgement together, in the order of their first place", () => {
    const rows = [finding(text, "Ditte Holm"), finding(text, "Bo Lind"), finding(text, "DITTE  HOLM")];
    expect(grouped(text, rows).map((group) => [group.text, group.findings.length])).toEqual([
      ["Ditte Holm", 2],
      ["Bo Lind", 1],
    ]);
  });

  it("keeps apart what is judged differently", () => {
    const rows = [finding(text, "Ditte Holm"), finding(text, "DITTE  HOLM", 0, { whose: "requester", flag: false })];
    expect(grouped(text, rows)).toHaveLength(2);
    expect(categoryCounts([...rows, finding(text, "Bo Lind", 0, { category: "PLACE" })])).toEqual([
      ["NAME", 2],
      ["PLACE", 1],
    ]);
  });
});
