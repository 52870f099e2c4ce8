import type { BenefitRow, CitizenCase, CitizenDocument, CitizenEvent, RelatedPerson } from "../../backend/contract";
import { compareText } from "../../i18n/format";
import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";

/** As the desk gave them: open first, then the newest. */
export const asGiven = "given";

export function citizenCaseColumns(): Column[] {
  return [
    { id: "title", header: t("case.column.title"), least: 18, share: 5, ascending: "title", always: true },
    { id: "status", header: t("case.column.status"), least: 6, share: 0.5, ascending: asGiven },
    { id: "responsible", header: t("case.column.responsible"), least: 11, share: 2 },
    { id: "owner", header: t("citizen.column.owner"), least: 6.5, share: 1 },
    { id: "source", header: t("case.column.source"), least: 11, share: 1 },
    // Room for two marks beside each other.
    { id: "marks", header: t("citizen.column.marks"), least: 13.5, share: 0.5, ascending: "longest" },
    { id: "opened", header: t("case.column.opened"), least: 7, share: 1, ascending: "oldest", descending: "newest", optional: true },
    { id: "part", header: t("citizen.column.part"), least: 8, share: 1, optional: true },
    { id: "kle", header: t("case.column.kle"), least: 12, share: 2, optional: true },
  ];
}

export function sortCitizenCases(cases: readonly CitizenCase[], sort: string): CitizenCase[] {
  const days = (one: CitizenCase) => one.longRunning?.daysOpen ?? -1;
  if (sort === "title") return cases.toSorted((a, b) => compareText(a.row.title, b.row.title));
  if (sort === "oldest") return cases.toSorted((a, b) => a.row.opened.localeCompare(b.row.opened));
  if (sort === "newest") return cases.toSorted((a, b) => b.row.opened.localeCompare(a.row.opened));
  if (sort === "longest") return cases.toSorted((a, b) => days(b) - days(a));
  return [...cases];
}

export function timelineColumns(): Column[] {
  return [
    { id: "date", header: t("citizen.column.date"), least: 7, share: 1, ascending: "oldest", descending: "newest", always: true },
    { id: "kind", header: t("citizen.column.what"), least: 10, share: 1 },
    { id: "text", header: t("citizen.column.text"), least: 16, share: 5, always: true },
    { id: "case", header: t("citizen.column.case"), least: 8, share: 1 },
    { id: "source", header: t("case.column.source"), least: 9, share: 1.5 },
  ];
}

export function sortTimeline(events: readonly CitizenEvent[], sort: string): CitizenEvent[] {
  return sort === "oldest" ? [...events].reverse() : [...events];
}

export function benefitColumns(): Column[] {
  return [
    { id: "name", header: t("citizen.column.benefit"), least: 14, share: 3, ascending: "name", always: true },
    { id: "period", header: t("citizen.column.period"), least: 13, share: 2, ascending: asGiven },
    { id: "amount", header: t("citizen.column.amount"), least: 8, share: 1, align: "end" },
    { id: "frequency", header: t("citizen.column.frequency"), least: 8, share: 1 },
    { id: "owner", header: t("citizen.column.owner"), least: 9, share: 1.5 },
    { id: "source", header: t("case.column.source"), least: 11, share: 1.5 },
  ];
}

export function sortBenefits(benefits: readonly BenefitRow[], sort: string): BenefitRow[] {
  return sort === "name" ? benefits.toSorted((a, b) => compareText(a.name, b.name)) : [...benefits];
}

export function citizenDocumentColumns(): Column[] {
  return [
    { id: "title", header: t("hits.column.document"), least: 16, share: 4, ascending: "title", always: true },
    { id: "date", header: t("citizen.column.date"), least: 7, share: 1, ascending: "oldest", descending: "newest" },
    { id: "kind", header: t("hits.column.kind"), least: 7, share: 1 },
    { id: "case", header: t("citizen.column.case"), least: 8, share: 1 },
    { id: "source", header: t("case.column.source"), least: 9, share: 1.5 },
    { id: "file", header: t("hits.column.file"), least: 10, share: 2, optional: true },
  ];
}

export function sortCitizenDocuments(documents: readonly CitizenDocument[], sort: string): CitizenDocument[] {
  if (sort === "title") return documents.toSorted((a, b) => compareText(a.title, b.title));
  return documents.toSorted((a, b) => (sort === "oldest" ? 1 : -1) * a.date.localeCompare(b.date));
}

export function relatedColumns(): Column[] {
  return [
    { id: "name", header: t("hits.column.name"), least: 14, share: 3, ascending: "name", always: true },
    { id: "shared", header: t("citizen.column.shared"), least: 10, share: 1, descending: "shared" },
    { id: "protected", header: t("hits.column.protected"), least: 12, share: 2 },
  ];
}

export function sortRelated(people: readonly RelatedPerson[], sort: string): RelatedPerson[] {
  const byName = people.toSorted((a, b) => compareText(a.name, b.name));
  return sort === "shared" ? byName.toSorted((a, b) => b.sharedCases - a.sharedCases) : byName;
}

export function lookColumns(): Column[] {
  return [
    { id: "at", header: t("citizen.column.when"), least: 11, share: 1, always: true },
    { id: "employee", header: t("citizen.column.employee"), least: 10, share: 2 },
    { id: "unit", header: t("case.column.unit"), least: 10, share: 2 },
    { id: "act", header: t("citizen.column.act"), least: 11, share: 2 },
    { id: "purpose", header: t("purpose.label"), least: 10, share: 2 },
    { id: "case", header: t("citizen.column.case"), least: 8, share: 1 },
  ];
}
