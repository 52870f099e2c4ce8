import type { FileShown, IntakeSums } from "../../../backend";

export type SumPart = "taken" | "duplicate" | "container" | "left_out" | "unreadable" | "waiting";

/** In the order they are said: what goes on first, what holds back last. */
const parts: readonly SumPart[] = ["taken", "duplicate", "container", "left_out", "unreadable", "waiting"];

export function countOf(sums: IntakeSums, part: SumPart): number {
  return {
    taken: sums.taken,
    duplicate: sums.duplicates,
    container: sums.containers,
    left_out: sums.leftOut,
    unreadable: sums.unreadable,
    waiting: sums.waiting,
  }[part];
}

/** Every part that has files; together they are all the files. */
export function partsOf(sums: IntakeSums): { part: SumPart; n: number }[] {
  return parts.map((part) => ({ part, n: countOf(sums, part) })).filter(({ n }) => n > 0);
}

/** False: something is wrong with the count itself, and nothing may be built on it. */
export function addsUp(sums: IntakeSums): boolean {
  return partsOf(sums).reduce((sum, { n }) => sum + n, 0) === sums.files;
}

export type Missing = "waiting" | "unreadable" | "hidden" | "lapsed";

/** What must be settled before anything can be released. */
export function missingIn(sums: IntakeSums): { what: Missing; n: number }[] {
  const all: { what: Missing; n: number }[] = [
    { what: "unreadable", n: sums.unreadable },
    { what: "hidden", n: sums.hiddenUndecided },
    { what: "lapsed", n: sums.lapsed },
    { what: "waiting", n: sums.waiting },
  ];
  return all.filter(({ n }) => n > 0);
}

/** The chips above the list: always all, and else what there is any of. The chosen one stays, though it is empty now. */
export function chipsFor(sums: IntakeSums, chosen: FileShown): { shown: FileShown; n: number | null }[] {
  const all: { shown: FileShown; n: number | null }[] = [
    { shown: "all", n: sums.files },
    { shown: "unreadable", n: sums.unreadable },
    // Counted in findings and pages, and not in files: the chip names them without a number.
    { shown: "hidden", n: sums.hidden > 0 ? null : 0 },
    { shown: "flagged", n: sums.flaggedPages > 0 ? null : 0 },
    { shown: "alike", n: sums.alike },
    { shown: "taken", n: sums.taken },
    { shown: "duplicate", n: sums.duplicates },
    { shown: "container", n: sums.containers },
    { shown: "left_out", n: sums.leftOut },
    { shown: "waiting", n: sums.waiting },
  ];
  return all.filter(({ shown, n }) => n !== 0 || shown === "all" || shown === chosen);
}

export const fileShowns: readonly FileShown[] = [
  "all", "waiting", "taken", "duplicate", "alike", "container", "left_out", "unreadable", "flagged", "hidden",
];

/** A link may say anything. */
export function shownFrom(word: string | undefined): FileShown {
  return fileShowns.find((shown) => shown === word) ?? "all";
}
