import type { Place } from "../../../route/place";
import { aktindsigtPath, type RequestTab } from "../aktindsigt-place";

/** What stands in the link of a request's review: `aktindsigt/<id>/gennemgang`. */
const review = "gennemgang";
const fromCheck = "tjek";

export function reviewIdFrom(path: string): string | null {
  const [, id, part] = path.split("/");
  return id && part === review ? id : null;
}

/** At a page of one of its documents; from where one is led back to. */
export function placeOfReview(id: string, at: { item: string; page: number; from: "check" } | null = null): Place {
  const query = at ? { akt: at.item, side: String(Math.max(at.page, 1)), fra: fromCheck } : {};
  return { path: `${aktindsigtPath}/${id}/${review}`, query };
}

/** The part of the request that one came from to look at one place. */
export function partToReturnTo(query: Record<string, string>): RequestTab {
  return query.fra === fromCheck ? "check" : "request";
}

export function itemAndPageFrom(query: Record<string, string>): { item: string | null; page: number } {
  const page = Number.parseInt(query.side ?? "", 10);
  return { item: query.akt ?? null, page: Number.isFinite(page) && page > 0 ? page : 1 };
}
