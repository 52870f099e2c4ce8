import type { ExplainedDay } from "../../../backend/contract";
import { weekOf } from "./danish-day";

export interface PictureWeek {
  number: number;
  /** Monday to Sunday; none where the day belongs to another month. */
  days: (PictureDay | null)[];
}

export interface PictureDay {
  day: string;
  /** None for a day before the start or after the end. */
  explained: ExplainedDay | null;
}

export interface PictureMonth {
  /** Its first day. */
  first: string;
  weeks: PictureWeek[];
  /** The days that do not count and have a name: why, in the month's own order. */
  named: ExplainedDay[];
}

/** The months that the days of a deadline lie in, whole, as a wall calendar shows them. */
export function monthsOf(days: readonly ExplainedDay[]): PictureMonth[] {
  const byDay = new Map(days.map((day) => [day.day, day]));
  const months = [...new Set(days.map((day) => day.day.slice(0, 7)))].sort();
  return months.map((month) => ({
    first: `${month}-01`,
    weeks: weeksOf(month, byDay),
    named: days.filter((day) => day.named !== null && day.day.startsWith(month)),
  }));
}

function weeksOf(month: string, byDay: ReadonlyMap<string, ExplainedDay>): PictureWeek[] {
  const weeks: PictureWeek[] = [];
  const at = new Date(`${month}-01T12:00:00Z`);
  while (at.toISOString().startsWith(month)) {
    const day = at.toISOString().slice(0, 10);
    const weekday = (at.getUTCDay() + 6) % 7;
    if (weeks.length === 0 || weekday === 0) weeks.push({ number: weekOf(day), days: Array<null>(7).fill(null) });
    const week = weeks.at(-1);
    if (week) week.days[weekday] = { day, explained: byDay.get(day) ?? null };
    at.setUTCDate(at.getUTCDate() + 1);
  }
  return weeks;
}

/** So many months are shown at once; of more, the first and the last ones, for there it begins and ends. */
const mostMonths = 4;

export function foldedMonths(months: readonly PictureMonth[]): { before: PictureMonth[]; between: PictureMonth[]; after: PictureMonth[] } {
  if (months.length <= mostMonths) return { before: [...months], between: [], after: [] };
  return { before: months.slice(0, 2), between: months.slice(2, -2), after: months.slice(-2) };
}
