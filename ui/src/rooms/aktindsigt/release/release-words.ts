import type { BundleDoubt, BundleRow, BundleVerification, DeliveryRow, ReleaseWay } from "../../../backend/contract";
import { t, tMaybe } from "../../../i18n/messages.svelte";
import { requestProblem } from "../words";
import type { Tone } from "./road";

export const ways = ["digital_post", "file", "printed", "other"] as const satisfies ReleaseWay[];

/** What to do about what the desk said no to. */
export function releaseProblem(problem: string): string | null {
  return tMaybe(`release.problem.${problem}`) ?? requestProblem(problem);
}

/** What a try came to, and whether one must do something about it. */
export function outcomeText(delivery: Pick<DeliveryRow, "outcome">): string {
  return tMaybe(`release.outcome.${delivery.outcome}`) ?? delivery.outcome;
}

const tones: Record<string, Tone> = { written: "good", by_hand: "good", handed_in: "good", later: "info", exempt: "warn", refused: "bad", unknown: "warn", failed: "bad" };

export function outcomeTone(delivery: Pick<DeliveryRow, "outcome">): Tone {
  return tones[delivery.outcome] ?? "plain";
}

/** Who looked, as people know them: the program's own ways by what they look at, others by their names. */
export function readerName(reader: string): string {
  return tMaybe(`release.reader.${reader}`) ?? reader;
}

/** A program that could not be asked, or the page that it could not recognise. */
export function notAskedText(name: string): string {
  const [program = name, page] = name.split(": ");
  if (page !== undefined) return t("release.not_asked.page", { program, page });
  return tMaybe(`release.not_asked.${program}`) ?? program;
}

/** Where, what, and what to do. */
export function doubtText(doubt: BundleDoubt): string {
  const why = tMaybe(`release.doubt.${doubt.why}`) ?? t("release.doubt.unknown", { why: doubt.why });
  const where = [
    doubt.number === null ? "" : t("aktindsigt.item", { number: doubt.number }),
    doubt.page === null ? "" : t("release.page", { page: doubt.page }),
  ].filter(Boolean);
  const place = where.length === 0 ? t("release.doubt.whole") : where.join(", ");
  const found = doubt.reader === null ? "" : ` ${t("release.doubt.found_by", { reader: readerName(doubt.reader), n: doubt.count })}`;
  return `${place}: ${why}${found}`;
}

/** What a person should know of the files, though nothing that is covered was found in them. */
export function notesOf(verified: BundleVerification): string[] {
  const counted = (["coveredBeyond", "keptBeside", "pagesAsImages", "tellingMarks", "streamsNotUnpacked", "pagesCheckedInParts"] as const)
    .filter((what) => verified[what] > 0)
    .map((what) => t(`release.verified.${codes[what]}` as "release.verified.covered_beyond", { n: verified[what] }));
  const rules = verified.brokenRules.length;
  return rules === 0 ? counted : [...counted, t("release.verified.broken_rules", { n: rules })];
}

const codes = {
  coveredBeyond: "covered_beyond",
  keptBeside: "kept_beside",
  pagesAsImages: "pages_as_images",
  tellingMarks: "telling_marks",
  streamsNotUnpacked: "streams_not_unpacked",
  pagesCheckedInParts: "pages_checked_in_parts",
} as const;

/** Enough of a fingerprint to tell two files apart by the eye. */
export function shortPrint(fingerprint: string): string {
  return fingerprint.length <= 16 ? fingerprint : `${fingerprint.slice(0, 8)}…${fingerprint.slice(-8)}`;
}

export function sizeOf(bundle: BundleRow): number {
  return bundle.files.reduce((sum, file) => sum + file.size, 0);
}

/** What one letter of Digital Post takes: the desk has the last word. */
export const mostInOneLetter = 73_000_000;

/** Files that no letter of Digital Post takes. */
export function tooLargeForPost(bundle: BundleRow): boolean {
  return bundle.files.some((file) => file.size > mostInOneLetter);
}
