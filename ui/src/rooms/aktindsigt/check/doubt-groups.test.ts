import { expect, test } from "vitest";
import type { DoubtRow } from "../../../backend/contract";
import { acceptedOf, nextAfter, openGroups, placesOnce, twinOf } from "./doubt-groups";

const at = (itemId: string, page: number) => ({ itemId, number: 1, page });
const doubt = (key: string, more: Partial<DoubtRow> = {}): DoubtRow => ({
  key,
  kind: "covered_elsewhere",
  text: null,
  coveredAt: null,
  places: [],
  count: 1,
  accepted: null,
  mayBeAccepted: true,
  ...more,
});
const accepted = (day: string) => ({ by: "Anne", at: `2026-11-${day}T10:00:00Z`, reason: "Set efter." });

test("a kind is told once, in the order of the desk, and without what somebody has answered for", () => {
  const groups = openGroups([
    doubt("1", { kind: "unanswered" }),
    doubt("2"),
    doubt("3", { accepted: accepted("02") }),
    doubt("4", { kind: "unanswered" }),
    doubt("5"),
  ]);
  expect(groups.map((group) => [group.kind, group.doubts.map((one) => one.key)])).toEqual([
    ["unanswered", ["1", "4"]],
    ["covered_elsewhere", ["2", "5"]],
  ]);
});

test("the newest answer stands first", () => {
  const rows = [doubt("1", { accepted: accepted("02") }), doubt("2"), doubt("3", { accepted: accepted("04") })];
  expect(acceptedOf(rows).map((one) => one.key)).toEqual(["3", "1"]);
});

test("a page with many findings is one place to go to", () => {
  expect(placesOnce([at("a", 1), at("a", 1), at("b", 1), at("a", 2), at("a", 1)])).toEqual([at("a", 1), at("b", 1), at("a", 2)]);
});

test("a doubt is known again by what it is about when its places are others", () => {
  const before = doubt("old", { text: "Ingeborg", places: [at("a", 1)] });
  for (const [now, key] of [
    [[doubt("old", { text: "Ingeborg" })], "old"],
    [[doubt("x", { text: "Torben", places: [at("a", 1)] }), doubt("y", { text: "Ingeborg", places: [at("a", 1), at("b", 2)] })], "y"],
    [[doubt("z", { text: "Ingeborg", places: [at("c", 1)] })], "z"],
    [[doubt("z", { text: "Ingeborg", kind: "protected_address" })], null],
    [[doubt("z", { text: "Ingeborg", accepted: accepted("02") })], null],
    [[], null],
  ] as const) {
    expect(twinOf(before, now)?.key ?? null).toBe(key);
  }
  const ofDocument = doubt("old", { kind: "pages_not_seen", places: [at("a", 0)] });
  expect(twinOf(ofDocument, [doubt("n", { kind: "pages_not_seen", places: [at("b", 0)] })])).toBeNull();
});

test("one goes on from where one was when a doubt is gone", () => {
  const [one, two, three] = [doubt("1"), doubt("2"), doubt("3")];
  expect(nextAfter([one, two, three], "2", [one, two, three])?.key).toBe("2");
  expect(nextAfter([one, two, three], "2", [one, three])?.key).toBe("3");
  expect(nextAfter([one, two, three], "3", [one, two])?.key).toBe("2");
  expect(nextAfter([one], "1", [])).toBeNull();
});
