import { locale } from "./messages.svelte";

/** `2026-11-21` as a day of the calendar: no time zone may move it. */
function calendarDay(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T12:00:00Z`);
}

function days(options: Intl.DateTimeFormatOptions, inLocale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(inLocale, { ...options, timeZone: "UTC" });
}

/** "lørdag den 21. november 2026" */
export function longDay(iso: string, inLocale = locale()): string {
  const parts = days({ weekday: "long", day: "numeric", month: "long", year: "numeric" }, inLocale);
  return parts.format(calendarDay(iso));
}

/** "21.11.2026" */
export function shortDay(iso: string, inLocale = locale()): string {
  return days({ day: "2-digit", month: "2-digit", year: "numeric" }, inLocale).format(calendarDay(iso));
}

/** "24.11", where the year goes without saying. */
export function dayAndMonth(iso: string, inLocale = locale()): string {
  return days({ day: "numeric", month: "numeric" }, inLocale).format(calendarDay(iso));
}

/** "tirs. 24.11.2026" */
export function weekdayAndDay(iso: string, inLocale = locale()): string {
  const weekday = days({ weekday: "short" }, inLocale).format(calendarDay(iso));
  return `${weekday} ${shortDay(iso, inLocale)}`;
}

/** How far a day lies from today: "i dag", "i morgen", "for 3 dage siden". */
export function dayFromToday(iso: string, today: string, inLocale = locale()): string {
  return new Intl.RelativeTimeFormat(inLocale, { numeric: "auto" }).format(daysBetween(today, iso), "day");
}

export function daysBetween(earlier: string, later: string): number {
  return Math.round((calendarDay(later).getTime() - calendarDay(earlier).getTime()) / 86_400_000);
}

/** The municipality's clock is Danish wherever the machine believes it stands. */
const danishTime = "Europe/Copenhagen";

export function dateAndTime(instant: string, inLocale = locale()): string {
  return new Intl.DateTimeFormat(inLocale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: danishTime,
  }).format(new Date(instant));
}

export function dateAndExactTime(instant: string, inLocale = locale()): string {
  return new Intl.DateTimeFormat(inLocale, {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone: danishTime,
  }).format(new Date(instant));
}

export function timeOfDay(instant: Date, inLocale = locale()): string {
  return new Intl.DateTimeFormat(inLocale, { timeStyle: "short", timeZone: danishTime }).format(instant);
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** How old something is: "for 3 min. siden". Under a minute it is "nu". */
export function age(instant: string, now: Date, inLocale = locale()): string {
  const seconds = Math.round((new Date(instant).getTime() - now.getTime()) / 1000);
  const format = new Intl.RelativeTimeFormat(inLocale, { numeric: "auto", style: "short" });
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, "second");
}

export function number(value: number, inLocale = locale()): string {
  return new Intl.NumberFormat(inLocale).format(value);
}

export function megabytes(value: number, inLocale = locale()): string {
  const digits = value < 10 ? 1 : 0;
  return `${new Intl.NumberFormat(inLocale, { maximumFractionDigits: digits }).format(value)} MB`;
}

export function byteCount(bytes: number, inLocale = locale()): string {
  if (bytes < 1000) return `${number(bytes, inLocale)} B`;
  if (bytes < 1_000_000) return `${number(Math.round(bytes / 1000), inLocale)} kB`;
  return megabytes(bytes / 1_000_000, inLocale);
}

/** Danish order (æ, ø, å last; aa as å), whatever language the screens are in: the names are Danish. */
export function compareText(a: string, b: string): number {
  return danishOrder.compare(a, b);
}

const danishOrder = new Intl.Collator("da-DK", { numeric: true, sensitivity: "base" });
