import { expect, test } from "vitest";
import { readMinutes } from "./words";

test("a length of time is read as people write it, and nothing is guessed", () => {
  const check = (text: string, expected: number | null) => expect(readMinutes(text), text).toBe(expected);
  check("90", 90);
  check("90 min.", 90);
  check("1:30", 90);
  check("1,5 t", 90);
  check("1.5 timer", 90);
  check("-15", -15);
  check("-0:15", -15);
  check("", null);
  check("en time", null);
  check("1:75", null);
  check("1,5", null);
});
