import type { AktindsigtShown, ListAktindsigter } from "../../backend/contract";

export const shownStates = ["open", "closed", "all"] as const satisfies AktindsigtShown[];

export interface RequestChoice {
  shown: AktindsigtShown;
  onlyMine: boolean;
  text: string;
}

const maxText = 200;
const words: Record<AktindsigtShown, string> = { open: "", closed: "afsluttede", all: "alle" };

/** The filters stand in the link, so that back, forward and a link from a colleague find the same list. */
export function choiceFrom(query: Record<string, string>): RequestChoice {
  return {
    shown: shownStates.find((one) => words[one] === (query.vis ?? "")) ?? "open",
    onlyMine: query.mine === "ja",
    text: (query.tekst ?? "").slice(0, maxText),
  };
}

export function queryFrom(choice: RequestChoice): Record<string, string | null> {
  return { vis: words[choice.shown] || null, mine: choice.onlyMine ? "ja" : null, tekst: choice.text || null };
}

export function isNarrowed(choice: RequestChoice): boolean {
  return Object.values(queryFrom(choice)).some((value) => value !== null);
}

/** What a saved list is kept as. */
export function savedQuery(query: Record<string, string>): string {
  const kept = Object.entries(queryFrom(choiceFrom(query))).filter((entry): entry is [string, string] => !!entry[1]);
  return new URLSearchParams(kept).toString();
}

export function answersFrom(saved: string): Record<string, string | null> {
  return queryFrom(choiceFrom(Object.fromEntries(new URLSearchParams(saved))));
}

export function requestOf(choice: RequestChoice): Omit<ListAktindsigter, "offset" | "limit"> {
  return { shown: choice.shown, onlyMine: choice.onlyMine, caseId: null, text: choice.text };
}
