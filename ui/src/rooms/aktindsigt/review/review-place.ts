import type { Place } from "../../../route/place";
import { aktindsigtPath } from "../aktindsigt-place";

/** What stands in the link of a request's review: `aktindsigt/<id>/gennemgang`. */
const review = "gennemgang";

export function reviewIdFrom(path: string): string | null {
  const [, id, part] = path.split("/");
  return id && part === review ? id : null;
}

export function placeOfReview(id: string): Place {
  return { path: `${aktindsigtPath}/${id}/${review}`, query: {} };
}

export function itemAndPageFrom(query: Record<string, string>): { item: string | null; page: number } {
  const page = Number.parseInt(query.side ?? "", 10);
  return { item: query.akt ?? null, page: Number.isFinite(page) && page > 0 ? page : 1 };
}
