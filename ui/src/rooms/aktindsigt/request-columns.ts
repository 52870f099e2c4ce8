import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";

export type RequestColumnId = "due" | "state" | "applicant" | "role" | "theme" | "received" | "case" | "responsible";

/** The list has one order, the soonest first, so its headings sort nothing. */
export function requestColumns(): Column[] {
  const column = (id: RequestColumnId, least: number, share: number, more: Partial<Column> = {}): Column => ({
    id,
    header: t(`aktindsigt.column.${id}`),
    least,
    share,
    ...more,
  });
  return [
    column("due", 8.5, 1, { always: true }),
    column("applicant", 10, 2, { always: true }),
    column("theme", 10.5, 3),
    column("state", 8, 1),
    column("received", 6, 0.5),
    column("case", 8.5, 1),
    column("responsible", 8, 1.5),
    column("role", 9, 1.5, { optional: true }),
  ];
}
