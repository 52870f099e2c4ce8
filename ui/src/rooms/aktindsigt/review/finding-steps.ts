import type { ReviewFinding, ReviewItem } from "../../../backend";

/** What a person must look at; the rest is there for whoever wants to know. */
export function asked(findings: readonly ReviewFinding[], all: boolean): ReviewFinding[] {
  return all ? [...findings] : findings.filter((one) => one.found.flag);
}

/** The finding after the one that is chosen, or before it; from none, the first of the page that is shown. `null`: none is left there. */
export function findingFrom(shown: readonly ReviewFinding[], chosen: number, page: number, by: 1 | -1): ReviewFinding | null {
  const at = shown.findIndex((one) => one.number === chosen);
  if (at >= 0) return shown[at + by] ?? null;
  if (by < 0) return shown.findLast((one) => one.page <= page) ?? null;
  return shown.find((one) => one.page >= page || one.page === 0) ?? null;
}

/** The next that nobody has answered, round from the beginning. */
export function unansweredAfter(shown: readonly ReviewFinding[], chosen: number): ReviewFinding | null {
  const at = shown.findIndex((one) => one.number === chosen);
  const round = [...shown.slice(at + 1), ...shown.slice(0, at + 1)];
  return round.find((one) => one.answer === null && one.found.flag) ?? null;
}

/** The document after, or before; `null` at the end of the list. */
export function itemBeside(items: readonly ReviewItem[], id: string | null, by: 1 | -1): ReviewItem | null {
  const at = items.findIndex((one) => one.id === id);
  return items[at + by] ?? null;
}
