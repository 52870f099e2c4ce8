import { t } from "../../../i18n/messages.svelte";
import type { Column } from "../../../parts/table-columns";

export function fileColumns({ mayChange }: { mayChange: boolean }): Column[] {
  const mark: Column = { id: "mark", header: t("intake.column.mark"), least: 4, share: 0.1, always: true };
  return [
    ...(mayChange ? [mark] : []),
    { id: "place", header: t("intake.column.place"), least: 4, share: 0.1 },
    { id: "name", header: t("intake.column.name"), least: 12.5, share: 2, always: true },
    { id: "state", header: t("intake.column.state"), least: 10.25, share: 0.1, always: true },
    { id: "pages", header: t("intake.column.pages"), least: 4, share: 0.1, align: "end" },
    { id: "about", header: t("intake.column.about"), least: 15, share: 3 },
    { id: "flags", header: t("intake.column.flags"), least: 7.25, share: 0.1 },
    { id: "hidden", header: t("intake.column.hidden"), least: 6.75, share: 0.1 },
    { id: "kind", header: t("intake.column.kind"), least: 8, share: 0.6, optional: true },
    { id: "folder", header: t("intake.column.folder"), least: 10, share: 1, optional: true },
    { id: "bytes", header: t("intake.column.bytes"), least: 6, share: 0.2, align: "end", optional: true },
  ];
}
