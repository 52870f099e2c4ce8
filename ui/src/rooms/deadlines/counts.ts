import type { DeadlineCounts } from "../../backend/contract";
import type { OpenState } from "./deadline-filters";

export function countIn(counts: DeadlineCounts, state: OpenState): number {
  const of: Record<OpenState, number> = {
    late: counts.late,
    today: counts.today,
    this_week: counts.thisWeek,
    later: counts.later,
    stopped: counts.stopped,
    no_day: counts.noDay,
  };
  return of[state];
}

export function sumOf(counts: DeadlineCounts): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0);
}
