import type { DeadlineBreach } from "../../backend/contract";
import { deadlineLaw } from "../../desk/deadline-law.svelte";
import { longDay } from "../../i18n/format";

/** What the overrun of a deadline asks for, in the law's own words. That it is late is said elsewhere. */
export function dutyText(breach: DeadlineBreach): string | null {
  switch (breach.kind) {
    case "none":
    case "late":
      return null;
    case "of_duty":
      return withDay(`breach.${breach.why}`, breach.since);
    default:
      return withDay(`breach.${breach.kind}`, breach.day);
  }
}

function withDay(key: string, day: string): string {
  return deadlineLaw.word(key).replace("{0}", longDay(day));
}
