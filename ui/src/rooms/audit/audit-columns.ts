import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";

export function auditColumns(): Column[] {
  return [
    { id: "number", header: t("audit.column.number"), least: 4.5, share: 0.5, align: "end", always: true },
    { id: "at", header: t("audit.column.at"), least: 10.5, share: 1 },
    { id: "employee", header: t("audit.column.employee"), least: 10, share: 2 },
    { id: "act", header: t("audit.column.act"), least: 12.5, share: 2.5, always: true },
    { id: "subject", header: t("audit.column.subject"), least: 6.5, share: 1 },
    { id: "details", header: t("audit.column.details"), least: 10, share: 3 },
    { id: "fingerprint", header: t("audit.column.fingerprint"), least: 9.5, share: 1 },
  ];
}
