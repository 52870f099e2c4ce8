import type { DeadlineState } from "../../backend/contract";
import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";

/** What stands in place of a day. */
export function withoutDay(state: DeadlineState): string {
  return t(state === "stopped" ? "deadlines.state.stopped" : "deadlines.state.no_day");
}

export function movedColumns(): Column[] {
  return [
    { id: "old", header: t("moved.column.old"), least: 8.5, share: 1, ascending: "old_up", descending: "old_down", always: true },
    { id: "new", header: t("moved.column.new"), least: 9.5, share: 1, ascending: "new_up", descending: "new_down", always: true },
    { id: "told", header: t("moved.column.told"), least: 11, share: 1, always: true },
    { id: "number", header: t("deadlines.column.number"), least: 6.5, share: 1 },
    { id: "rule", header: t("deadlines.column.rule"), least: 8, share: 3, ascending: "rule_up", descending: "rule_down" },
    { id: "title", header: t("deadlines.column.title"), least: 9, share: 3 },
    { id: "responsible", header: t("deadlines.column.responsible"), least: 8, share: 1.5, optional: true },
    { id: "because", header: t("moved.column.because"), least: 9, share: 1.5, optional: true },
  ];
}
