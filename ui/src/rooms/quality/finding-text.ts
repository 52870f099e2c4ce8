import type { FindingRow } from "../../backend/contract";
import { tMaybe } from "../../i18n/messages.svelte";

/** How a finding is drawn: what must be looked at, a word to be mended, or only known of. */
export function toneOf(finding: Pick<FindingRow, "flag" | "category">): "bad" | "warn" | "info" {
  if (!finding.flag) return "info";
  return finding.category === "FORBIDDEN" || finding.category === "TITLE" ? "warn" : "bad";
}

/** A kind this text does not know yet is shown by its code. */
export function categoryName(code: string): string {
  return tMaybe(`finding.category.${code}`) ?? code;
}
