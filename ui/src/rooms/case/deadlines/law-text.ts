import type { DeadlineBreach } from "../../../backend";
import { deadlineLaw } from "../../../desk/deadline-law.svelte";
import { longDay } from "../../../i18n/format";

/** A word of the law's data files with its places filled in: `ground`, `identity_in_doubt`. */
export function lawWord(kind: string, code: string, ...values: string[]): string {
  return deadlineLaw.word(`${kind}.${code}`).replace(/\{(\d)\}/g, (whole, place: string) => values[Number(place)] ?? whole);
}

/** What to do about what the desk refused. Not every problem is one of the law's. */
export function problemText(problem: string | null): string | null {
  if (!problem) return null;
  const key = `problem.${problem}`;
  const said = deadlineLaw.word(key);
  return said === key ? null : said;
}

export function breachText(breach: DeadlineBreach): string | null {
  switch (breach.kind) {
    case "none":
      return null;
    case "late":
      return lawWord("breach", "late");
    case "of_duty":
      return lawWord("breach", breach.why, longDay(breach.since));
    default:
      return lawWord("breach", breach.kind, longDay(breach.day));
  }
}
