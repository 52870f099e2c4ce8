import { expect, test } from "vitest";
import type { CaseAccessRow } from "../../backend/contract";
import { byUrgency, hoursOpen, stateOf, tooShort } from "./access-words";

const row = (part: Partial<CaseAccessRow>): CaseAccessRow => ({
  id: "r",
  kind: "named",
  caseId: "c",
  caseNumber: "2026-1",
  person: "Anne",
  givenBy: "Bo",
  reason: "",
  from: "2026-11-20T08:00:00Z",
  to: "2026-12-01T00:00:00Z",
  isOver: false,
  team: null,
  review: null,
  mayReview: false,
  ...part,
});
const review = { by: "Bo", at: "2026-11-21T08:00:00Z", isJustified: true, note: "" };

test("an emergency waits until somebody has looked, also when it is over", () => {
  expect(stateOf(row({ kind: "break_glass", isOver: true }))).toBe("to_review");
  expect(stateOf(row({ kind: "break_glass", review }))).toBe("open");
  expect(stateOf(row({ kind: "break_glass", review, isOver: true }))).toBe("over");
  expect(stateOf(row({ kind: "team", isOver: true }))).toBe("over");
});

test("what waits stands first, then what is open, the newest first", () => {
  const rows = [
    row({ id: "over", isOver: true, from: "2026-11-22T08:00:00Z" }),
    row({ id: "open" }),
    row({ id: "newer", from: "2026-11-21T08:00:00Z" }),
    row({ id: "waits", kind: "break_glass", from: "2026-11-01T08:00:00Z" }),
  ];
  expect(byUrgency(rows).map((one) => one.id)).toEqual(["waits", "newer", "open", "over"]);
});

test("a reason of spaces is none", () => {
  expect(tooShort("            ", 10)).not.toBeNull();
  expect(tooShort("Ringede om sagen", 10)).toBeNull();
});

test("hours are told only where they are known", () => {
  const check = (setting: string | null, expected: number | null) => expect(hoursOpen(setting)).toBe(expected);
  check("8", 8);
  check(null, null);
  check("", null);
  check("0", null);
  check("soon", null);
});
