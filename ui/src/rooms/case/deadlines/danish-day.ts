import type { Language } from "../../../backend/contract";

/**
 * A day as Danes write it, as `YYYY-MM-DD`: only so that its weekday can stand under the field. What a day is, the
 * desk decides; it reads the same forms.
 */
export function readDay(text: string): string | null {
  const parts = text.split(/[-/. ]+/).filter(Boolean);
  if (parts.length !== 3) return null;
  const [first = "", month = "", last = ""] = parts;
  const [year, day] = first.length === 4 ? [first, last] : [last, first];
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return null;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const read = new Date(`${iso}T12:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(iso) ? iso : null;
}

/** "27-03-2026", as it is written in a field. */
export function writtenDay(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split("-");
  return `${day}-${month}-${year}`;
}

/** `14:30` as it is said in the language of the screens: Danes write 14.30. */
export function clockText(time: string, inLanguage: Language): string {
  return inLanguage === "da" ? time.replace(":", ".") : time;
}

/** The week a day lies in, as Danish calendars number them: the first has a Thursday in it. */
export function weekOf(iso: string): number {
  const thursday = new Date(`${iso.slice(0, 10)}T12:00:00Z`);
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - newYear) / 604_800_000) + 1;
}
