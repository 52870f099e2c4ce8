import { expect, test } from "vitest";
import { fold } from "./fold";

test.each([
  ["Ærø", "AEROE"],
  ["Gårdsøe", "gaardsoee"],
  ["A\u030arhus", "Århus"],
  ["André", "ANDRE"],
  ["Møller", "Möller"],
  ["Ǻ", "å"],
])("the spellings of a Danish word meet: %s and %s", (a, b) => {
  expect(fold(a)).toBe(fold(b));
});

test("a full stop stays, so that a KLE number is found as it is written", () => {
  expect(fold("27.18.02")).toBe("27.18.02");
});
