import type { AktindsigtLetterKind } from "../../../backend/contract";
import type { Place } from "../../../route/place";
import { placeOfRequest } from "../aktindsigt-place";
import { letterInLink } from "../letter/letter-kinds";

/** A page of a file of what was built, as its link names it: the first file and page are 1. */
export interface BundlePlace {
  bundle: string;
  file: number;
  page: number;
}

export function placeOfBundle(request: string, { bundle, file, page }: BundlePlace): Place {
  const place = placeOfRequest(request, "release");
  return { ...place, query: { ...place.query, samling: bundle, fil: String(file), side: String(page) } };
}

export function bundlePlaceFrom(query: Record<string, string>): BundlePlace | null {
  const from = (text: string | undefined) => Math.max(1, Number.parseInt(text ?? "", 10) || 1);
  return query.samling ? { bundle: query.samling, file: from(query.fil), page: from(query.side) } : null;
}

/** The letter of that kind of a request; its first, where none is named. */
export function placeOfLetter(request: string, kind: AktindsigtLetterKind | null = null): Place {
  const place = placeOfRequest(request, "letter");
  return kind ? { ...place, query: { ...place.query, brev: letterInLink(kind, null) ?? "" } } : place;
}

export function placeOfCheck(request: string): Place {
  return placeOfRequest(request, "check");
}
