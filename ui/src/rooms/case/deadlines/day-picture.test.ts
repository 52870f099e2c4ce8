import { expect, test } from "vitest";
import type { ExplainedDay } from "../../../backend/contract";
import { foldedMonths, monthsOf } from "./day-picture";

function daysFrom(first: string, count: number): ExplainedDay[] {
  return Array.from({ length: count }, (_, n) => {
    const at = new Date(`${first}T12:00:00Z`);
    at.setUTCDate(at.getUTCDate() + n);
    return { day: at.toISOString().slice(0, 10), kind: "counted", number: n, named: null };
  });
}

test("each day stands once, in its week and on its weekday", () => {
  const months = monthsOf(daysFrom("2026-03-30", 9));
  expect(months.map((month) => month.first)).toEqual(["2026-03-01", "2026-04-01"]);
  const april = months[1];
  expect(april?.weeks.map((week) => week.number)).toEqual([14, 15, 16, 17, 18]);
  const first = april?.weeks[0]?.days ?? [];
  expect(first.map((day) => day?.day.slice(8) ?? null)).toEqual([null, null, "01", "02", "03", "04", "05"]);
  const explained = months.flatMap((month) => month.weeks.flatMap((week) => week.days)).filter((day) => day?.explained);
  expect(explained).toHaveLength(9);
  expect(explained.at(-1)?.day).toBe("2026-04-07");
});

test("a month knows its own named days, and a year's end is no gap", () => {
  const days = daysFrom("2026-12-24", 10).map((day) => ({ ...day, named: day.day === "2027-01-01" ? { da: "Nytårsdag", en: "" } : null }));
  const months = monthsOf(days);
  expect(months.map((month) => month.named.length)).toEqual([0, 1]);
  expect(months[1]?.weeks[0]?.number).toBe(53);
});

test("of many months the middle ones are folded, and none is lost", () => {
  const check = (days: number, shown: number[]) => {
    const { before, between, after } = foldedMonths(monthsOf(daysFrom("2026-01-01", days)));
    expect([before.length, between.length, after.length], `${days} days`).toEqual(shown);
  };
  check(1, [1, 0, 0]);
  check(110, [4, 0, 0]);
  check(140, [2, 1, 2]);
  check(365, [2, 8, 2]);
});
