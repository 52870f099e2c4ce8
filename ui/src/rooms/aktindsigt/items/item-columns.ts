import { t } from "../../../i18n/messages.svelte";
import type { Column } from "../../../parts/table-columns";

export type ItemColumnId = "mark" | "number" | "dated" | "title" | "direction" | "sender" | "recipient" | "pages" | "case" | "regime" | "decision" | "bases" | "signs";

/** The list has one order, its numbers, so its headings sort nothing. */
export function itemColumns(mayDecide: boolean): Column[] {
  const column = (id: ItemColumnId, least: number, share: number, more: Partial<Column> = {}): Column => ({
    id,
    header: t(`aktindsigt.items.column.${id}`),
    least,
    share,
    ...more,
  });
  return [
    ...(mayDecide ? [column("mark", 3.25, 0, { always: true })] : []),
    column("number", 3.75, 0, { align: "end", always: true }),
    column("dated", 6.5, 0.5, { always: true }),
    column("title", 14, 4, { always: true }),
    column("decision", 8, 1, { always: true }),
    column("bases", 8, 1.5),
    column("signs", 7.5, 1),
    column("direction", 6, 0.5),
    column("pages", 4, 0.5, { align: "end" }),
    column("regime", 9, 1.5, { optional: true }),
    column("case", 8, 1, { optional: true }),
    column("sender", 8, 1.5, { optional: true }),
    column("recipient", 8, 1.5, { optional: true }),
  ];
}
