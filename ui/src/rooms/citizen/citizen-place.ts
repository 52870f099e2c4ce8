import type { Place } from "../../route/place";

/** The room a person or a company is shown in: by its link, from a search or a case. */
export const citizenPath = "borger";

export function placeOfCitizen(id: string): Place {
  return { path: `${citizenPath}/${id}`, query: {} };
}
