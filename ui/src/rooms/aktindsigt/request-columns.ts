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
    column("due", 8.25, 0.5, { always: true }),
    column("applicant", 9, 2, { always: true }),
    column("theme", 10.5, 3),
    column("state", 7.5, 0.5),
    column("received", 6, 0.5),
    column("case", 9.5, 0.5),
    column("responsible", 8, 2),
    column("role", 9, 1.5, { optional: true }),
  ];
}
