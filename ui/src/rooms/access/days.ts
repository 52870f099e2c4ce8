import { t } from "../../i18n/messages.svelte";

/** A day of the calendar so many days later. */
export function dayAfter(today: string, days: number): string {
  const day = new Date(`${today}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** What is wrong with the last day of something; `null` for a day that could not be read. */
export function dayProblem(day: string | null, today: string): string | null {
  if (day === null) return t("access.until.unreadable");
  return day < today ? t("access.until.past") : null;
}
