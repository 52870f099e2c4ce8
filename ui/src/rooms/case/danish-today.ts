/** The day it is in Denmark, as `YYYY-MM-DD`. */
export function danishToday(now: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone: "Europe/Copenhagen" }).format(now);
}
