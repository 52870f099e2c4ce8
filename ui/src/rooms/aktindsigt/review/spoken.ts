import type { BasisRow, ReviewFinding } from "../../../backend";
import { errorSentence, t, tMaybe } from "../../../i18n/messages.svelte";
import type { Outcome } from "./open-review.svelte";

/** How a finding is said: what it is, where, and what became of it. */
export function findingInWords(finding: ReviewFinding, at: number, count: number, bases: readonly BasisRow[]): string {
  return t("sides.said.finding", {
    at,
    count,
    category: categoryOf(finding.found.category),
    text: finding.text,
    place: finding.page === 0 ? t("sides.title") : t("sides.page.n", { page: finding.page }),
    answer: answerInWords(finding, bases),
  });
}

export function answerInWords(finding: ReviewFinding, bases: readonly BasisRow[]): string {
  const answer = finding.answer;
  if (!answer) return t(finding.found.flag ? "sides.unanswered.one" : "sides.need_not");
  if (answer.decision === "keep") return t("sides.kept_because", { reason: answer.reason });
  const label = bases.find((row) => row.id === answer.basis)?.label ?? answer.basis;
  return label ? t("sides.covered_by", { basis: label }) : t("sides.covered_without");
}

export function categoryOf(category: string): string {
  return tMaybe(`finding.category.${category}`) ?? category;
}

export function outcomeInWords(outcome: Outcome, done: string): string {
  switch (outcome.kind) {
    case "done":
      return done;
    case "taken":
      return t(outcome.decision === null ? "sides.taken.off" : `sides.taken.${outcome.decision}`, { name: outcome.by });
    case "refused":
      return tMaybe(`sides.refused.${outcome.why}`) ?? t("sides.refused.other");
    case "failed":
      return (outcome.failure.problem && tMaybe(`sides.refused.${outcome.failure.problem}`)) || errorSentence(outcome.failure.code);
  }
}
