import { expect, test } from "vitest";
import { readDay, weekOf, writtenDay } from "./danish-day";

test("a day is read as Danes and machines write it, and an impossible one is none", () => {
  const check = (text: string, expected: string | null) => expect(readDay(text), text).toBe(expected);
  check("2026-03-27", "2026-03-27");
  check("27-03-2026", "2026-03-27");
  check("27/3 2026", "2026-03-27");
  check(" 7.3.2026 ", "2026-03-07");
  check("29.2.2024", "2024-02-29");
  for (const none of ["29.2.2026", "31.4.2026", "0.1.2026", "1.13.2026", "27.3.26", "27.3", "i dag", ""]) check(none, null);
});

test("what is written into a field is read as the same day", () => {
  expect(writtenDay("2026-03-07")).toBe("07-03-2026");
  expect(readDay(writtenDay("2026-03-07"))).toBe("2026-03-07");
});

test("weeks are numbered as Danish calendars number them, also around new year", () => {
  const check = (day: string, week: number) => expect(weekOf(day), day).toBe(week);
  check("2026-01-01", 1);
  check("2026-12-31", 53);
  check("2027-01-03", 53);
  check("2027-01-04", 1);
  check("2024-12-30", 1);
  check("2026-04-05", 14);
  check("2026-04-06", 15);
});
