import type { FindingRow } from "../../../backend/contract";

/** The neutral wording that the word list proposes for what was found; none where it knows none. */
export function insteadOf(finding: Pick<FindingRow, "evidence">): string | null {
  return finding.evidence.find((reason) => reason.message === "word.instead")?.values[0] ?? null;
}
