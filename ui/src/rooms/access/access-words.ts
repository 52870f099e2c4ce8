import type { CaseAccessRow } from "../../backend/contract";
import { t } from "../../i18n/messages.svelte";

/** The sentence for a reason that says too little. */
export function tooShort(reason: string, fewest: number): string | null {
  return reason.trim().length < fewest ? t("purpose.reason.short", { n: fewest }) : null;
}

export function hoursOpen(setting: string | null): number | null {
  const hours = Number(setting);
  return Number.isInteger(hours) && hours > 0 ? hours : null;
}

export type AccessState = "to_review" | "open" | "over";

/** An emergency waits for somebody to look at it until somebody has, also when it is over. */
export function stateOf(row: CaseAccessRow): AccessState {
  if (row.kind === "break_glass" && row.review === null) return "to_review";
  return row.isOver ? "over" : "open";
}

const order: Record<AccessState, number> = { to_review: 0, open: 1, over: 2 };

/** What waits comes first, then what stands open, the newest first. */
export function byUrgency(rows: readonly CaseAccessRow[]): CaseAccessRow[] {
  return rows.toSorted((a, b) => order[stateOf(a)] - order[stateOf(b)] || b.from.localeCompare(a.from));
}
