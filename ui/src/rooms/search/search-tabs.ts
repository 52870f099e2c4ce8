import type { HitGroup } from "../../backend/contract";
import type { Place } from "../../route/place";
import { hitGroups } from "./hits";

export const searchPath = "soeg";

/** What the page Søg shows: everything in groups, or one group's whole list. */
export type SearchTab = "all" | HitGroup;

export const searchTabs: readonly SearchTab[] = ["all", "cases", ...hitGroups.filter((group) => group !== "cases")];

const words: Record<SearchTab, string | null> = {
  all: "alle",
  // The list of cases is the room's first: links from before there were tabs lead to it.
  cases: null,
  citizens: "borgere",
  documents: "dokumenter",
  notes: "notater",
  tasks: "opgaver",
};

export function tabFrom(word: string | undefined): SearchTab {
  return searchTabs.find((tab) => words[tab] !== null && words[tab] === word) ?? "cases";
}

export function wordOfTab(tab: SearchTab): string | null {
  return words[tab];
}

export function placeOfSearch(text: string): Place {
  return { path: searchPath, query: { tekst: text, fane: "alle" } };
}
