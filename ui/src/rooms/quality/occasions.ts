import type { CheckOccasion, CheckRegime } from "../../backend/contract";

export const regimes: readonly CheckRegime[] = [
  "party_access",
  "public_access",
  "own_access",
  "data_protection",
  "environment",
  "health_record",
];

/** In the order of a working day: first it is written, then it is asked for. */
export const occasions: readonly CheckOccasion[] = ["writing", "title", ...regimes];
