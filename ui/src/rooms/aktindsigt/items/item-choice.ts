import type { BasisAnswer, BasisRequirement, BasisRow, CheckRegime, ItemDecision, ItemRow } from "../../../backend/contract";

/** The lists that a person goes between. */
export const itemLists = ["listed", "undecided", "changed", "folded", "out"] as const;
export type ItemList = (typeof itemLists)[number];
const inLinks: Record<ItemList, string> = { listed: "", undecided: "mangler", changed: "aendrede", folded: "kopier", out: "taget-ud" };

export function listFrom(link: string | undefined): ItemList {
  return itemLists.find((one) => inLinks[one] === (link ?? "")) ?? "listed";
}

export function listInLink(list: ItemList): string | null {
  return inLinks[list] || null;
}

/** The sets of rules that documents are judged by, each once; `null` where nobody has chosen any. */
export function regimesOf(rows: readonly ItemRow[]): (CheckRegime | null)[] {
  return [...new Set(rows.map((row) => row.regime))];
}

/** Only what every one of them knows can be chosen for all; in the order of the first. */
export function sharedBases(lists: readonly (readonly BasisRow[])[]): BasisRow[] {
  const [first = [], ...others] = lists;
  return first.filter((basis) => others.every((list) => list.some((one) => one.id === basis.id)));
}

/** What is asked, by any of the rules, when these bases carry the decision. */
export function askedOf(lists: readonly (readonly BasisRow[])[], chosen: readonly string[], decision: ItemDecision): BasisRequirement[] {
  const of = lists.flat().filter((basis) => chosen.includes(basis.id));
  const asks = of.flatMap((basis) => (decision === "withheld" ? basis.asksOfTheWhole : basis.asksOfAPart));
  return [...new Set(asks)].toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** In the order in which a person thinks them through. */
const order: readonly BasisRequirement[] = ["open_internal", "extraction", "rest", "hearing", "weighing", "decisive_weight", "provision", "more_openness"];

/** Whether an answer needs words: the desk has the last word, this is what the screen can see. */
export function needsWords(asked: BasisRequirement, outcome: BasisAnswer["outcome"], lists: readonly (readonly BasisRow[])[], chosen: readonly string[]): boolean {
  if (outcome === "does_not_arise") return true;
  const of = lists.flat().filter((basis) => chosen.includes(basis.id));
  return of.some((basis) => basis.asksForWords.includes(asked) || (asked === "weighing" && basis.force === "may" && [...basis.asksOfAPart, ...basis.asksOfTheWhole].includes(asked)));
}
