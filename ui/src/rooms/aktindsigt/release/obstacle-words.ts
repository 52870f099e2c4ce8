import type { ReleaseObstacle } from "../../../backend/contract";
import { longDay } from "../../../i18n/format";
import { t, tMaybe } from "../../../i18n/messages.svelte";
import type { Place } from "../../../route/place";
import { aktindsigtPath, placeOfRequest, tabInLink } from "../aktindsigt-place";
import { listInLink } from "../items/item-choice";
import { placeOfReview } from "../review/review-place";
import { placeOfLetter } from "./release-place";

/** Everything of one kind, which has one sentence and as many places as it is about. */
export interface ObstacleGroup {
  kind: string;
  mayBeAccepted: boolean;
  /** Rows, or places, texts and doubts where it is about no row. */
  count: number;
  /** Rows of the list that it is about. */
  rows: ReleaseObstacle[];
}

/** Where it is mended. */
export type MendedAt = "request" | "list" | "row" | "review" | "letter" | "check" | "stop" | "nowhere";

/** By its code: a kind that is newer than these words is told all the same. */
const places: Record<string, MendedAt> = {
  closed: "request",
  stopped: "stop",
  not_whole_list: "nowhere",
  regimes_missing: "request",
  not_identified: "request",
  undecided: "list",
  nothing_new: "list",
  does_not_hold: "row",
  not_before: "row",
  changed: "row",
  gone: "row",
  not_here: "row",
  not_read: "review",
  not_pages: "row",
  partly_without_marks: "review",
  given_with_marks: "review",
  mark_without_basis: "review",
  mark_basis: "review",
  stale_marks: "review",
  mark_outside: "review",
  title_stops: "row",
  title_betrays: "row",
  letter_missing: "letter",
  letter_unfinished: "letter",
  letter_behind: "letter",
  letter_stops: "letter",
  letter_betrays: "letter",
  open_doubts: "check",
};

export function mendedAt(kind: string): MendedAt {
  return places[kind] ?? "nowhere";
}

/** One line for each kind, in the order in which each is first named. */
export function grouped(obstacles: readonly ReleaseObstacle[]): ObstacleGroup[] {
  const groups = new Map<string, ObstacleGroup>();
  for (const one of obstacles) {
    const group = groups.get(one.kind) ?? { kind: one.kind, mayBeAccepted: one.mayBeAccepted, count: 0, rows: [] };
    group.count += one.itemId === null ? (one.count ?? 1) : 1;
    if (one.itemId !== null) group.rows.push(one);
    groups.set(one.kind, group);
  }
  return [...groups.values()];
}

/** What to do about it, in one sentence. */
export function sentence({ kind, count }: ObstacleGroup): string {
  if (tMaybe(`release.obstacle.${kind}`) ?? tMaybe(`release.obstacle.${kind}.n_other`)) return t(`release.obstacle.${kind}` as "release.obstacle.undecided", { n: count });
  return t("release.obstacle.unknown", { kind });
}

/** What is particular to one row: the day it may be given, why its decision does not hold, how many marks. */
export function rowDetail(one: ReleaseObstacle, basisLabel: (id: string) => string): string {
  switch (one.kind) {
    case "not_before":
      return one.detail ? longDay(one.detail) : "";
    case "does_not_hold":
      return one.detail ? (tMaybe(`aktindsigt.refused.${one.detail}`) ?? one.detail).replace(/[.:]$/, "") : "";
    case "mark_basis":
      return one.detail ? basisLabel(one.detail) : "";
    default:
      return one.count !== null && one.count > 0 ? t("release.obstacle.places", { n: one.count }) : "";
  }
}

/** The place where a row of a group is mended. */
export function placeOfRow(request: string, kind: string, itemId: string): Place {
  const query = { akt: itemId };
  if (mendedAt(kind) === "review") return { ...placeOfReview(request), query };
  const place = placeOfRequest(request, "list");
  return { ...place, query: { ...place.query, ...query } };
}

/** The place where a group without rows is mended. None where it is on this very page, or not hers to mend. */
export function placeOfGroup(request: string, kind: string): Place | null {
  switch (mendedAt(kind)) {
    case "request":
      return placeOfRequest(request);
    case "list":
      return {
        path: `${aktindsigtPath}/${request}`,
        query: { del: tabInLink("list") ?? "", vis: (kind === "undecided" && listInLink("undecided")) || "" },
      };
    case "review":
      return placeOfReview(request);
    case "letter":
      return placeOfLetter(request);
    case "check":
      return placeOfRequest(request, "check");
    default:
      return null;
  }
}
