import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";

export type DeadlineColumnId =
  | "due" | "left" | "duty" | "rule" | "title" | "number" | "citizen" | "responsible" | "unit" | "source" | "started";

/** The list has one order, the soonest first, so its headings sort nothing. In one person's list nobody needs her name. */
export function deadlineColumns({ ofOnePerson }: { ofOnePerson: boolean }): Column[] {
  const column = (id: DeadlineColumnId, least: number, share: number, more: Partial<Column> = {}): Column => ({
    id,
    header: t(`deadlines.column.${id}`),
    least,
    share,
    ...more,
  });
  return [
    column("due", 8.75, 1, { always: true }),
    column("left", 7.25, 1),
    column("duty", 9, 1),
    column("rule", 10, 3, { always: true }),
    column("title", 10, 3),
    column("number", 6.5, 1),
    column("citizen", 7, 2),
    column("responsible", 7.5, 1.5, { optional: ofOnePerson }),
    column("unit", 10, 1.5, { optional: true }),
    column("source", 9, 1, { optional: true }),
    column("started", 7.5, 1, { optional: true }),
  ];
}
