import type { Place } from "../../../route/place";
import { aktindsigtPath, placeOfRequest } from "../aktindsigt-place";

/** A page of a file of what was built, as its link names it: the first file and page are 1. */
export interface BundlePlace {
  bundle: string;
  file: number;
  page: number;
}

/** Parts of a request's page by the word that stands in their links, also where another part of the program has them. */
export const checkInLink = "tjek";
export const letterInLink = "brev";

export function placeOfBundle(request: string, { bundle, file, page }: BundlePlace): Place {
  const place = placeOfRequest(request, "release");
  return { ...place, query: { ...place.query, samling: bundle, fil: String(file), side: String(page) } };
}

export function bundlePlaceFrom(query: Record<string, string>): BundlePlace | null {
  const from = (text: string | undefined) => Math.max(1, Number.parseInt(text ?? "", 10) || 1);
  return query.samling ? { bundle: query.samling, file: from(query.fil), page: from(query.side) } : null;
}

/** The letter of that kind of a request. */
export function placeOfLetter(request: string, kind: string | null = null): Place {
  return { path: `${aktindsigtPath}/${request}`, query: { del: letterInLink, ...(kind ? { brev: kind } : {}) } };
}

export function placeOfCheck(request: string): Place {
  return { path: `${aktindsigtPath}/${request}`, query: { del: checkInLink } };
}
