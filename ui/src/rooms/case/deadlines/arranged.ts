import type { CaseDeadline } from "../../../backend/contract";
import { isCompleted } from "./possible-acts";

export interface ArrangedDeadline {
  one: CaseDeadline;
  /** It stands under the whole it is a part of. */
  isUnderItsWhole: boolean;
}

/** A case's deadlines as they are read: the open ones soonest first, each with its parts under it; then the closed. */
export function arranged(rows: readonly CaseDeadline[]): { open: ArrangedDeadline[]; closed: CaseDeadline[] } {
  const open = rows.filter((one) => !isClosed(one)).sort(soonestFirst);
  const isOpen = new Set(open.map((one) => one.row.id));
  const under = (id: string) => open.filter((one) => one.partOf === id).map((one) => ({ one, isUnderItsWhole: true }));
  return {
    open: open
      .filter((one) => one.partOf === null || !isOpen.has(one.partOf))
      .flatMap((one) => [{ one, isUnderItsWhole: false }, ...under(one.row.id)]),
    closed: rows.filter(isClosed).sort((a, b) => b.row.started.localeCompare(a.row.started)),
  };
}

export function isClosed({ row }: CaseDeadline): boolean {
  return isCompleted(row.state);
}

/** What has no day stands last: nothing of it runs out tomorrow. */
function soonestFirst(a: CaseDeadline, b: CaseDeadline): number {
  const key = ({ row }: CaseDeadline) => (row.due ? `${row.due} ${row.dueTime ?? "24:00"}` : "~");
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.row.started.localeCompare(b.row.started);
}
