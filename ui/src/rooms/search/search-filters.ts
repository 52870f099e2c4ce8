import type { CaseSort, CaseStatus, DueFilter, ListCases } from "../../backend/contract";
import { tabFrom, wordOfTab } from "./search-tabs";

export const statuses: readonly CaseStatus[] = ["opstaaet", "oplyst", "afgjort", "bestilt", "udfoert", "afsluttet"];
export const dueFilters: readonly DueFilter[] = ["late", "today", "next_seven_days"];
export const caseSorts: readonly CaseSort[] = ["newest_first", "oldest_first", "due_first", "case_number", "title"];

/** What is asked of the case list: everything of a request but the page. */
export type SearchFilters = Omit<ListCases, "offset" | "limit">;

const maxText = 200;
/** Stands where an employee's id would: the cases assigned to nobody. */
export const nobody = "ingen";

/** The filters stand in the link, so that back, forward and a link from a colleague find the same list. */
export function filtersFrom(query: Record<string, string>): SearchFilters {
  const status = (query.status ?? "").split(",");
  return {
    text: (query.tekst ?? "").slice(0, maxText),
    status: statuses.filter((one) => status.includes(one)),
    unitId: query.enhed || null,
    responsibleId: query.ansvarlig === nobody ? null : query.ansvarlig || null,
    onlyMine: query.mine === "ja",
    onlyUnassigned: query.ansvarlig === nobody,
    onlyOpen: query.aabne === "ja",
    due: dueFilters.find((one) => one === query.forfald) ?? null,
    sort: caseSorts.find((one) => one === query.orden) ?? "newest_first",
  };
}

export function queryFrom(filters: SearchFilters): Record<string, string | null> {
  return {
    tekst: filters.text || null,
    status: filters.status.join(",") || null,
    enhed: filters.unitId,
    ansvarlig: filters.onlyUnassigned ? nobody : filters.responsibleId,
    mine: filters.onlyMine ? "ja" : null,
    aabne: filters.onlyOpen ? "ja" : null,
    forfald: filters.due,
    orden: filters.sort === "newest_first" ? null : filters.sort,
  };
}

export function isNarrowed(filters: SearchFilters): boolean {
  return Object.entries(queryFrom(filters)).some(([key, value]) => key !== "orden" && value !== null);
}

/** What a saved search is kept as: the answers of the link that choose the list, and none that open something in it. */
export function savedQuery(query: Record<string, string>): string {
  const kept = Object.entries(answersOf(query)).filter((entry): entry is [string, string] => !!entry[1]);
  return new URLSearchParams(kept).toString();
}

/** Every answer that chooses the list, also those that are to be taken away. */
export function answersFrom(saved: string): Record<string, string | null> {
  return answersOf(Object.fromEntries(new URLSearchParams(saved)));
}

function answersOf(query: Record<string, string>): Record<string, string | null> {
  return { fane: wordOfTab(tabFrom(query.fane)), ...queryFrom(filtersFrom(query)) };
}
