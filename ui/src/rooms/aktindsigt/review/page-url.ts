import { backend, type ReviewItem } from "../../../backend";

/** A page of a document of the list, wherever its bytes lie; `null` where none are here. */
export function pageUrl(item: ReviewItem, page: number, dpi: number): string | null {
  if (item.state === "gone" || item.state === "not_here") return null;
  if (item.documentId) return backend.documentPageUrl({ id: item.documentId, page, dpi });
  if (item.intakeId && item.intakePlace) return backend.intakePageUrl({ intake: item.intakeId, place: item.intakePlace, page, dpi });
  return null;
}
