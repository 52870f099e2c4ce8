import { expect, test } from "vitest";
import { age, byteCount, compareText, dateAndTime, dayAndMonth, dayFromToday, longDay, megabytes, shortDay, weekdayAndDay } from "./format";

test("a day is written out as Danes write it", () => {
  expect(longDay("2026-11-21", "da-DK")).toBe("lørdag den 21. november 2026");
  expect(longDay("2026-11-21", "en-GB")).toMatch(/^Saturday,? 21 November 2026$/);
  expect(shortDay("2026-01-02", "da-DK")).toBe("02.01.2026");
  expect(weekdayAndDay("2026-11-24", "da-DK")).toBe("tirs. 24.11.2026");
  expect(dayAndMonth("2026-11-04", "da-DK")).toBe("4.11");
  expect(weekdayAndDay("2026-11-24", "en-GB")).toBe("Tue 24/11/2026");
});

test("the distance to a day is in whole days, also over a change of clocks", () => {
  const check = (iso: string, today: string, expected: string) =>
    expect(dayFromToday(iso, today, "da-DK")).toBe(expected);
  check("2026-11-21", "2026-11-21", "i dag");
  check("2026-11-22", "2026-11-21", "i morgen");
  check("2026-11-18", "2026-11-21", "for 3 dage siden");
  check("2026-10-26", "2026-10-24", "i overmorgen");
});

test("an instant is shown in Danish time, summer and winter", () => {
  expect(dateAndTime("2026-07-01T10:00:00Z", "da-DK")).toContain("12.00");
  expect(dateAndTime("2026-12-01T10:00:00Z", "da-DK")).toContain("11.00");
});

test("age is told in the largest whole unit", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  const check = (instant: string, expected: string) => expect(age(instant, now, "da-DK")).toBe(expected);
  check("2026-11-21T11:59:40Z", "nu");
  check("2026-11-21T11:57:00Z", "3 min. siden");
  check("2026-11-21T10:00:00Z", "2 timer siden");
  check("2026-11-20T12:00:00Z", "i går");
});

test("sizes carry a unit and a Danish comma", () => {
  expect(byteCount(12, "da-DK")).toBe("12 B");
  expect(byteCount(15_300, "da-DK")).toBe("15 kB");
  expect(megabytes(1.25, "da-DK")).toBe("1,3 MB");
  expect(megabytes(1250, "da-DK")).toBe("1.250 MB");
});

test("names sort the Danish way: æ, ø, å last, and aa is å", () => {
  const names = ["Aase", "Østergaard", "Zander", "Ærø", "Andersen", "Åberg", "Bo"];
  expect(names.sort(compareText)).toEqual(["Andersen", "Bo", "Zander", "Ærø", "Østergaard", "Åberg", "Aase"]);
});
