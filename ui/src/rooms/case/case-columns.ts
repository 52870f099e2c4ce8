import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";

export type CaseColumnId = "due" | "title" | "number" | "citizen" | "status" | "responsible" | "unit" | "kle" | "opened" | "source";

/** The columns of every list of cases. The sorts are the ones the store keeps an index for. */
export function caseColumns({ shortDue = false } = {}): Column[] {
  const column = (id: CaseColumnId, least: number, share: number, more: Partial<Column> = {}): Column => ({
    id,
    header: t(`case.column.${id}`),
    least,
    share,
    ...more,
  });
  return [
    column("due", shortDue ? 7.5 : 12, 1, { ascending: "due_first" }),
    column("title", 14, 5, { ascending: "title", always: true }),
    column("number", 6.5, 1, { ascending: "case_number" }),
    column("citizen", 8.5, 2),
    column("status", 5.75, 1),
    column("responsible", 8.5, 1.5),
    column("source", 12, 1.5),
    column("opened", 7.5, 1, { ascending: "oldest_first", descending: "newest_first", optional: true }),
    column("unit", 10, 1.5, { optional: true }),
    column("kle", 12, 2, { optional: true }),
  ];
}
