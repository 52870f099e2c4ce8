import type { DoubtKind, DoubtPlace, DoubtRow } from "../../../backend/contract";
import { t } from "../../../i18n/messages.svelte";
import type { Place } from "../../../route/place";
import { placeOfRequest } from "../aktindsigt-place";
import { placeOfReview } from "../review/review-place";

/** Kinds that are about a word that can be seen; the others are about documents as a whole. */
const aboutWords: readonly DoubtKind[] = ["covered_elsewhere", "protected_address", "other_case", "unanswered"];

/** Kinds of which a document has so many: findings, pages, notes, marks. */
const counted = ["unanswered", "pages_not_seen", "open_note", "stale_marks", "not_collected"] as const satisfies DoubtKind[];

/** What a doubt is about, in a few words; none where its place says it all. */
export function aboutWhat(doubt: DoubtRow): string | null {
  if (doubt.text !== null) return t("doubts.text", { text: doubt.text });
  const kind = counted.find((one) => one === doubt.kind);
  return kind ? t(`doubts.count.${kind}`, { n: doubt.count }) : null;
}

export function placeName(place: DoubtPlace, kind: DoubtKind): string {
  if (place.page > 0) return t("doubts.place", { number: place.number, page: place.page });
  return t(aboutWords.includes(kind) ? "doubts.place.title" : "aktindsigt.item", { number: place.number });
}

/** Where it is put right: on the page, except for what the list says of a document. */
export function whereToLook(request: string, kind: DoubtKind, place: DoubtPlace): Place {
  if (kind !== "dated_after") return placeOfReview(request, { item: place.itemId, page: place.page, from: "check" });
  const list = placeOfRequest(request, "list");
  return { ...list, query: { ...list.query, akt: place.itemId } };
}

/** Reasons that are often right; a press writes one. */
export function usualReasons(kind: DoubtKind): string[] {
  switch (kind) {
    case "covered_elsewhere":
      return [t("doubts.usual.another"), t("doubts.usual.known")];
    case "protected_address":
      return [t("doubts.usual.own")];
    case "not_collected":
      return [t("doubts.usual.theme"), t("doubts.usual.later")];
    case "dated_after":
      return [t("doubts.usual.typo")];
    default:
      return [];
  }
}
