import type { FindingRow } from "../../../backend/contract";

/** What the word list says to write instead of what was found. */
export interface Instead {
  /** As it stands in the list. */
  said: string;
  /** What can be put in the place of the word; none where it is advice on what to write. */
  wording: string | null;
}

/** Advice begins by saying what to do. Put into a note it would be nonsense. */
const advice = /^(angiv|beskriv|brug|forklar|gengiv|henvis|nævn|oplys|skriv|udelad|undgå|undlad)\b/i;
const quoted = /["“„»]([^"“”„«»]+)["”“«]/;

export function insteadOf(finding: Pick<FindingRow, "evidence">): Instead | null {
  const said = finding.evidence.find((reason) => reason.message === "word.instead")?.values[0]?.trim();
  if (!said) return null;
  if (advice.test(said)) return { said, wording: null };
  // A wording that comes with a condition stands in quotation marks.
  const wording = said.startsWith('"') ? (quoted.exec(said)?.[1] ?? null) : said.replace(/\s*…$/, "");
  return { said, wording };
}
