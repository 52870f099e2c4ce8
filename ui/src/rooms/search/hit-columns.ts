import type { HitGroup } from "../../backend/contract";
import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";

export type ListedGroup = Exclude<HitGroup, "cases">;

/** The columns of each group's list. They stand best first, so no heading turns the order. */
export function hitColumns(group: ListedGroup): Column[] {
  switch (group) {
    case "citizens":
      return [
        { id: "name", header: t("hits.column.name"), least: 14, share: 3, always: true },
        { id: "number", header: t("hits.column.number"), least: 9, share: 1 },
        { id: "cases", header: t("hits.column.cases"), least: 9, share: 1 },
        { id: "protected", header: t("hits.column.protected"), least: 12, share: 1 },
      ];
    case "documents":
      return [
        { id: "title", header: t("hits.column.document"), least: 16, share: 4, always: true },
        { id: "date", header: t("hits.column.date"), least: 7, share: 1 },
        { id: "kind", header: t("hits.column.kind"), least: 7, share: 1 },
        { id: "case", header: t("hits.column.case"), least: 8, share: 1 },
        { id: "source", header: t("case.column.source"), least: 9, share: 1 },
        { id: "file", header: t("hits.column.file"), least: 10, share: 1.5, optional: true },
      ];
    case "notes":
      return [
        { id: "title", header: t("hits.column.note"), least: 12, share: 2, always: true },
        { id: "excerpt", header: t("hits.column.excerpt"), least: 16, share: 4 },
        { id: "date", header: t("hits.column.date"), least: 7, share: 1 },
        { id: "case", header: t("hits.column.case"), least: 8, share: 1 },
      ];
    case "tasks":
      return [
        { id: "title", header: t("hits.column.task"), least: 16, share: 4, always: true },
        { id: "due", header: t("case.column.due"), least: 7, share: 1 },
        { id: "state", header: t("hits.column.state"), least: 7, share: 1 },
        { id: "case", header: t("hits.column.case"), least: 8, share: 1 },
      ];
  }
}
