import type { DeadlineGrouping, DeadlineState, DeadlineWhose, ListDeadlines } from "../../backend/contract";

export const openStates = ["late", "today", "this_week", "later", "stopped", "no_day"] as const satisfies DeadlineState[];
export type OpenState = (typeof openStates)[number];
export const groupings: readonly DeadlineGrouping[] = ["rule", "source", "responsible"];

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
