import type { AktindsigtDetail, AktindsigtLetterKind } from "../../../backend/contract";

export const letterKinds = ["decision", "receipt", "refusal", "forwarding", "breach"] as const satisfies AktindsigtLetterKind[];
const inLinks: Record<AktindsigtLetterKind, string> = { decision: "afgoerelse", receipt: "kvittering", refusal: "afslag", forwarding: "videresendelse", breach: "brud" };

type Of = Pick<AktindsigtDetail, "state" | "isOpen" | "mayChange" | "items" | "regimes" | "log">;

/** Letters about a request that somebody works on; once it is closed they are only read. */
export function needsOpen(kind: AktindsigtLetterKind): boolean {
  return kind === "decision" || kind === "receipt";
}

/** Those that fit what has happened, and those that are written. A letter about what was not done is not offered. */
export function offeredLetters(detail: Of): AktindsigtLetterKind[] {
  const isWritten = (kind: AktindsigtLetterKind) =>
    detail.log.some((row) => (row.kind === "letter_drafted" || row.kind === "letter_saved") && row.detail === kind);
  const fits: Record<AktindsigtLetterKind, boolean> = {
    decision: detail.isOpen,
    receipt: detail.isOpen,
    refusal: detail.state === "refused",
    forwarding: detail.state === "forwarded",
    breach: detail.log.some((row) => row.kind === "recalled"),
  };
  return letterKinds.filter((kind) => fits[kind] || isWritten(kind));
}

/** The one that is written next. */
export function firstLetter(detail: Of, offered: readonly AktindsigtLetterKind[]): AktindsigtLetterKind | null {
  const last = detail.log.filter((row) => row.kind === "released" || row.kind === "recalled").toSorted((a, b) => b.number - a.number)[0];
  const wanted: AktindsigtLetterKind =
    last?.kind === "recalled" ? "breach" : detail.state === "refused" ? "refusal" : detail.state === "forwarded" ? "forwarding" : "decision";
  return offered.find((kind) => kind === wanted) ?? offered[0] ?? null;
}

export function letterFrom(link: string | undefined, offered: readonly AktindsigtLetterKind[]): AktindsigtLetterKind | null {
  return offered.find((kind) => inLinks[kind] === link) ?? null;
}

/** What stands in a link; the first letter of a request needs none. */
export function letterInLink(kind: AktindsigtLetterKind, first: AktindsigtLetterKind | null): string | null {
  return kind === first ? null : inLinks[kind];
}

export type WhyNotDrafted = "may_not" | "closed" | "no_regimes" | "nothing_decided";

/** What is to be done before a letter can be drafted. */
export function whyNotDrafted(detail: Of, kind: AktindsigtLetterKind): WhyNotDrafted | null {
  if (!detail.mayChange) return "may_not";
  if (needsOpen(kind) && !detail.isOpen) return "closed";
  if (kind !== "decision") return null;
  if (detail.regimes.length === 0) return "no_regimes";
  const { listed, undecided } = detail.items;
  // Drafted of nothing, it would say that nothing was found.
  return listed > 0 && undecided === listed ? "nothing_decided" : null;
}
