import type { Place } from "../../../route/place";

/** The room an intake opens in: by its link, from its case. */
export const intakePath = "indlaesning";

export function placeOfIntake(id: string): Place {
  return { path: `${intakePath}/${id}`, query: {} };
}
