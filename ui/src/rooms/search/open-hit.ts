import type { Place } from "../../route/place";
import { router } from "../../route/router.svelte";
import { placeOfCasePage } from "../case/page/case-place";
import { goToCasePage } from "../case/page/open-case.svelte";
import { placeOfCitizen } from "../citizen/citizen-place";
import type { Hit } from "./hits";

/** Where a hit opens by itself: the only place that knows. */
export function placeOfHit(hit: Hit): Place {
  switch (hit.group) {
    case "citizens":
      return placeOfCitizen(hit.found.id);
    case "cases":
      return placeOfCasePage(hit.found.row.id);
    case "documents":
      return placeOfCasePage(hit.found.caseId, "documents", { dokument: hit.found.id });
    case "notes":
      return placeOfCasePage(hit.found.caseId, "journal");
    case "tasks":
      return { path: "opgaver", query: { opgave: hit.found.id } };
  }
}

/** From the palette: there is no list that it could stand beside. */
export function openHit(hit: Hit): void {
  goToCasePage(placeOfHit(hit));
}

/** From a list of hits: a case, and a document of one, opens beside them. */
export function openBesideHits(hit: Hit): void {
  if (hit.group === "cases") router.answer({ sag: hit.found.row.id, dokument: null, frist: null }, "go");
  else if (hit.group === "documents") router.answer({ sag: hit.found.caseId, dokument: hit.found.id, frist: null }, "go");
  else openHit(hit);
}
