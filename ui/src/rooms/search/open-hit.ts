import type { Place } from "../../route/place";
import { router } from "../../route/router.svelte";
import { placeOfCase } from "../case/intake/intake-place";
import { placeOfCasePage } from "../case/page/case-place";
import { placeOfCitizen } from "../citizen/citizen-place";
import type { Hit } from "./hits";

/** Where a hit opens: the only place that knows. */
export function placeOfHit(hit: Hit): Place {
  switch (hit.group) {
    case "citizens":
      return placeOfCitizen(hit.found.id);
    case "cases":
      return placeOfCase(hit.found.row.id);
    case "documents":
      return withAnswers(placeOfCase(hit.found.caseId), { dokument: hit.found.id });
    case "notes":
      return placeOfCasePage(hit.found.caseId, "journal");
    case "tasks":
      return { path: "opgaver", query: { opgave: hit.found.id } };
  }
}

/** In the room that is open already, what stands in it stays beside what is opened. */
export function openHit(hit: Hit): void {
  const place = placeOfHit(hit);
  if (place.path === router.place.path) router.answer({ dokument: null, frist: null, ...place.query }, "go");
  else router.go(place);
}

function withAnswers(place: Place, answers: Record<string, string>): Place {
  return { ...place, query: { ...place.query, ...answers } };
}
