import type { FindingRow } from "../../backend/contract";
import { tMaybe } from "../../i18n/messages.svelte";

/** A piece of the text with the findings that lie on it, in order; a piece without any is plain. */
export interface Piece {
  text: string;
  start: number;
  findings: number[];
}

/**
 * Cuts the text at every edge of a finding, so that overlapping ones can be drawn. The pieces together are
 * the text, whatever the findings say of it.
 */
export function pieces(text: string, findings: readonly Pick<FindingRow, "start" | "end">[]): Piece[] {
  const edges = new Set([0, text.length]);
  for (const finding of findings) {
    if (finding.start < finding.end && finding.end <= text.length) {
      edges.add(finding.start);
      edges.add(finding.end);
    }
  }
  const order = [...edges].sort((a, b) => a - b);
  const cut: Piece[] = order.slice(0, -1).map((start, at) => ({
    text: text.slice(start, order[at + 1]),
    start,
    findings: [],
  }));
  const at = new Map(cut.map((piece, index) => [piece.start, index]));
  findings.forEach((finding, number) => {
    const first = at.get(finding.start);
    if (first === undefined || finding.end > text.length) return;
    for (let index = first; index < cut.length; index += 1) {
      const piece = cut[index];
      if (!piece || piece.start >= finding.end) break;
      piece.findings.push(number);
    }
  });
  return cut;
}

/** How a mark is drawn: what must be looked at, a word to be mended, or only known of. */
export function toneOf(finding: FindingRow): "bad" | "warn" | "info" {
  if (!finding.flag) return "info";
  return finding.category === "FORBIDDEN" || finding.category === "TITLE" ? "warn" : "bad";
}

/** A kind this text does not know yet is shown by its code. */
export function categoryName(code: string): string {
  return tMaybe(`finding.category.${code}`) ?? code;
}
