import { expect, test } from "vitest";
import { danishToday } from "./danish-today";

test("the day turns at midnight in Denmark, summer and winter", () => {
  const check = (instant: string, expected: string) => expect(danishToday(new Date(instant))).toBe(expected);
  check("2026-11-21T22:59:59Z", "2026-11-21");
  check("2026-11-21T23:00:00Z", "2026-11-22");
  check("2026-07-01T21:59:59Z", "2026-07-01");
  check("2026-07-01T22:00:00Z", "2026-07-02");
});
