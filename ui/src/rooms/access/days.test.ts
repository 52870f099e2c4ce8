import { expect, test } from "vitest";
import { dayAfter, dayProblem } from "./days";

test("days are counted over months, leap days and the change of the clock", () => {
  const check = (today: string, days: number, expected: string) => expect(dayAfter(today, days)).toBe(expected);
  check("2026-11-22", 30, "2026-12-22");
  check("2028-02-28", 1, "2028-02-29");
  check("2027-03-27", 1, "2027-03-28");
  check("2027-03-28", 1, "2027-03-29");
  check("2026-12-31", 365, "2027-12-31");
});

test("an access ends on a day that can be read and has not passed", () => {
  expect(dayProblem("2026-11-22", "2026-11-22")).toBeNull();
  expect(dayProblem("2026-11-21", "2026-11-22")).not.toBeNull();
  expect(dayProblem(null, "2026-11-22")).not.toBeNull();
});
