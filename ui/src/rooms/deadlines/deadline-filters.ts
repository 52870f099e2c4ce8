import type { DeadlineGrouping, DeadlineState, DeadlineWhose, ListDeadlines } from "../../backend/contract";

export const openStates = ["late", "today", "this_week", "later", "stopped", "no_day"] as const satisfies DeadlineState[];
export type OpenState = (typeof openStates)[number];
export const groupings: readonly DeadlineGrouping[] = ["rule", "responsible", "source"];

/** What is asked of the list of deadlines: everything of a request but the page. */
export type DeadlineFilters = Omit<ListDeadlines, "offset" | "limit">;

const maxText = 200;
const whose: readonly [DeadlineWhose, string][] = [
  ["mine", "mine"],
  ["nobodys", "ingens"],
  ["everybodys", "alle"],
  ["person", "person"],
];

/** The filters stand in the link, so that back, forward and a link from a colleague find the same list. */
export function filtersFrom(query: Record<string, string>): DeadlineFilters {
  const asked = whose.find(([, word]) => word === query.hvis)?.[0] ?? "mine";
  const employeeId = query.person || null;
  return {
    whose: asked === "person" && employeeId === null ? "mine" : asked,
    employeeId: asked === "person" ? employeeId : null,
    unitId: query.enhed || null,
    state: openStates.find((one) => one === query.naar) ?? null,
    text: (query.tekst ?? "").slice(0, maxText),
    rules: query.regel ? [query.regel] : [],
    source: query.kilde || null,
  };
}

export function queryFrom(filters: DeadlineFilters): Record<string, string | null> {
  return {
    hvis: filters.whose === "mine" ? null : (whose.find(([one]) => one === filters.whose)?.[1] ?? null),
    person: filters.whose === "person" ? filters.employeeId : null,
    enhed: filters.unitId,
    naar: filters.state,
    tekst: filters.text || null,
    regel: filters.rules[0] ?? null,
    kilde: filters.source,
  };
}

/** Another list than the one the room opens with. */
export function isNarrowed(filters: DeadlineFilters): boolean {
  return Object.values(queryFrom(filters)).some((value) => value !== null);
}

const groupWords: Record<DeadlineGrouping, string> = { rule: "type", responsible: "ansvarlig", source: "kilde" };

export function groupingFrom(query: Record<string, string>): DeadlineGrouping | null {
  return groupings.find((one) => groupWords[one] === query.grupper) ?? null;
}

export function groupingWord(grouping: DeadlineGrouping | null): string | null {
  return grouping && groupWords[grouping];
}

/** What a saved list is kept as: the answers of the link that choose the list, and none that open something in it. */
export function savedQuery(query: Record<string, string>): string {
  const answers = { ...queryFrom(filtersFrom(query)), grupper: groupingWord(groupingFrom(query)) };
  const kept = Object.entries(answers).filter((entry): entry is [string, string] => !!entry[1]);
  return new URLSearchParams(kept).toString();
}

/** Every answer that chooses the list, also those that are to be taken away. */
export function answersFrom(saved: string): Record<string, string | null> {
  const query = Object.fromEntries(new URLSearchParams(saved));
  return { ...queryFrom(filtersFrom(query)), grupper: groupingWord(groupingFrom(query)) };
}

/** The list whose groups are shown: one that was picked does not make the others go away. */
export function listOfGroups(filters: DeadlineFilters, by: DeadlineGrouping): DeadlineFilters {
  if (by === "rule") return { ...filters, state: null, rules: [] };
  if (by === "source") return { ...filters, state: null, source: null };
  const isPicked = filters.whose === "person" || filters.whose === "nobodys";
  return { ...filters, state: null, ...(isPicked ? { whose: "everybodys", employeeId: null } : {}) };
}

/** The group that the list is narrowed to: a rule, a source, a person. */
export function pickedGroup(filters: DeadlineFilters, by: DeadlineGrouping): string | null {
  if (by === "rule") return filters.rules[0] ?? null;
  if (by === "source") return filters.source;
  if (filters.whose === "nobodys") return nobody;
  return filters.whose === "person" ? filters.employeeId : null;
}

/** Stands where an employee's id would: the cases that nobody has. */
export const nobody = "ingen";

/** The same list narrowed to a group, or to none again. */
export function narrowedTo(key: string | null, by: DeadlineGrouping): Partial<DeadlineFilters> {
  if (by === "rule") return { rules: key === null ? [] : [key] };
  if (by === "source") return { source: key };
  if (key === null) return { whose: "everybodys", employeeId: null };
  return key === nobody ? { whose: "nobodys", employeeId: null } : { whose: "person", employeeId: key };
}
