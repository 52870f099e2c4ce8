import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";

export type TaskColumnId = "due" | "title" | "assignee" | "case" | "citizen" | "state" | "checks" | "creator";

/** The list has one order, the soonest first, so its headings sort nothing. */
export function taskColumns({ isOwn }: { isOwn: boolean }): Column[] {
  const column = (id: TaskColumnId, least: number, share: number, more: Partial<Column> = {}): Column => ({
    id,
    header: t(`tasks.column.${id}`),
    least,
    share,
    ...more,
  });
  return [
    column("due", 8.75, 1, { always: true }),
    column("title", 14, 4, { always: true }),
    column("state", 9, 2),
    column("case", 10, 2.5),
    column("citizen", 7, 1.5),
    column("assignee", 8, 1.5, { optional: isOwn }),
    column("checks", 5, 0.5),
    column("creator", 8, 1.5, { optional: true }),
  ];
}
