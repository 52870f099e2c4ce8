import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";

export type DeadlineColumnId =
  | "due" | "left" | "rule" | "title" | "number" | "citizen" | "responsible" | "unit" | "started" | "source";

/** The list has one order, the soonest first, so its headings sort nothing. */
export function deadlineColumns(): Column[] {
  const column = (id: DeadlineColumnId, least: number, share: number, more: Partial<Column> = {}): Column => ({
    id,
    header: t(`deadlines.column.${id}`),
    least,
    share,
    ...more,
  });
  return [
    column("due", 9, 1, { always: true }),
    column("left", 8.5, 1),
    column("rule", 12, 3, { always: true }),
    column("title", 11, 3),
    column("number", 6.5, 1),
    column("citizen", 8, 2),
    column("responsible", 8, 1.5),
    column("unit", 10, 1.5, { optional: true }),
    column("source", 9, 1, { optional: true }),
    column("started", 7.5, 1, { optional: true }),
  ];
}
