import type { CaseAccessRow, CaseTeamRow } from "../../backend/contract";
import { compareText } from "../../i18n/format";
import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";
import { byUrgency } from "./access-words";

export const byUrgencyFirst = "urgency";

export function accessColumns(): Column[] {
  return [
    { id: "state", header: t("access.column.state"), least: 9, share: 1, ascending: byUrgencyFirst, always: true },
    { id: "person", header: t("access.column.person"), least: 9, share: 2, ascending: "person", always: true },
    { id: "kind", header: t("access.column.kind"), least: 9, share: 1 },
    { id: "case", header: t("access.column.case"), least: 8, share: 1, ascending: "case" },
    { id: "reason", header: t("access.column.reason"), least: 12, share: 4 },
    { id: "from", header: t("access.column.from"), least: 7, share: 1, ascending: "oldest", descending: "newest" },
    { id: "to", header: t("access.column.to"), least: 7, share: 1 },
    { id: "given_by", header: t("access.column.given_by"), least: 9, share: 1.5, optional: true },
  ];
}

export function sortAccess(rows: readonly CaseAccessRow[], sort: string): CaseAccessRow[] {
  const urgent = byUrgency(rows);
  if (sort === "person") return urgent.toSorted((a, b) => compareText(a.person, b.person));
  if (sort === "case") return urgent.toSorted((a, b) => compareText(a.caseNumber, b.caseNumber));
  if (sort === "oldest") return urgent.toSorted((a, b) => a.from.localeCompare(b.from));
  if (sort === "newest") return urgent.toSorted((a, b) => b.from.localeCompare(a.from));
  return urgent;
}

export function teamColumns(): Column[] {
  return [
    { id: "name", header: t("case_team.column.name"), least: 11, share: 2, ascending: "name", always: true },
    { id: "state", header: t("access.column.state"), least: 8, share: 1 },
    { id: "purpose", header: t("case_team.column.purpose"), least: 12, share: 4 },
    { id: "people", header: t("case_team.column.people"), least: 10, share: 2 },
    { id: "cases", header: t("case_team.column.cases"), least: 8, share: 1 },
    { id: "until", header: t("case_team.column.until"), least: 8, share: 1, ascending: "until" },
  ];
}

/** Those that still run first. */
export function sortTeams(teams: readonly CaseTeamRow[], sort: string): CaseTeamRow[] {
  return teams.toSorted(
    (a, b) =>
      Number(a.isOver) - Number(b.isOver) ||
      (sort === "until" ? a.until.localeCompare(b.until) : compareText(a.name, b.name)),
  );
}
