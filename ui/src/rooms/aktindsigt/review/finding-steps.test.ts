import { expect, test } from "vitest";
import type { ReviewFinding, ReviewItem } from "../../../backend";
import { asked, findingFrom, itemBeside, unansweredAfter } from "./finding-steps";

const finding = (number: number, page: number, flag = true, answered = false) =>
  ({ number, page, found: { flag }, answer: answered ? { decision: "cover" } : null }) as unknown as ReviewFinding;
const all = [finding(0, 0), finding(1, 1, true, true), finding(2, 1, false), finding(3, 2), finding(4, 2, true, true)];
const shown = asked(all, false);
const number = (one: ReviewFinding | null) => one?.number ?? null;

test("what nobody need answer is shown to who asks for it", () => {
  expect(shown.map((one) => one.number)).toEqual([0, 1, 3, 4]);
  expect(asked(all, true)).toHaveLength(5);
});

test("one goes through the findings forth and back, from the page one is at", () => {
  expect(number(findingFrom(shown, 1, 1, 1))).toBe(3);
  expect(number(findingFrom(shown, 3, 2, -1))).toBe(1);
  expect(number(findingFrom(shown, 4, 2, 1))).toBeNull();
  expect(number(findingFrom(shown, -1, 2, 1))).toBe(0);
  expect(number(findingFrom(shown.slice(1), -1, 2, 1))).toBe(3);
  expect(number(findingFrom(shown, -1, 1, -1))).toBe(1);
  expect(number(findingFrom([], -1, 1, 1))).toBeNull();
});

test("after an answer comes the next that has none, also from the beginning", () => {
  expect(number(unansweredAfter(shown, 0))).toBe(3);
  expect(number(unansweredAfter(shown, 3))).toBe(0);
  expect(number(unansweredAfter([finding(1, 1, true, true)], 1))).toBeNull();
});

test("the documents follow each other", () => {
  const items = [{ id: "a" }, { id: "b" }] as ReviewItem[];
  expect(itemBeside(items, "a", 1)?.id).toBe("b");
  expect(itemBeside(items, "b", 1)).toBeNull();
  expect(itemBeside(items, "a", -1)).toBeNull();
});
