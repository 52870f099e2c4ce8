import { expect, test } from "vitest";
import { drawnRows, isStretched, maxScrollHeight, scrollBy, scrollTopToShow } from "./virtual-window";

const view = { total: 12_000, rowHeight: 40, height: 600, scrollTop: 0 };

test("only what is in view is drawn, with a few rows to spare", () => {
  expect(drawnRows(view)).toEqual({ first: 0, end: 21, top: 0, scrollHeight: 480_000 });
  const middle = drawnRows({ ...view, scrollTop: 4_000 });
  expect(middle).toMatchObject({ first: 94, end: 121, top: 3_760 });
});

test("the ends of the list are kept", () => {
  expect(drawnRows({ ...view, scrollTop: 480_000 - 600 }).end).toBe(12_000);
  expect(drawnRows({ ...view, total: 0 })).toMatchObject({ first: 0, end: 0, scrollHeight: 0 });
  expect(drawnRows({ ...view, total: 3 })).toMatchObject({ first: 0, end: 3 });
  expect(drawnRows({ ...view, scrollTop: -50 }).first).toBe(0);
});

test("a million rows fit the browser's greatest height, and both ends can be reached", () => {
  const long = { ...view, total: 1_000_000 };
  expect(isStretched(long)).toBe(true);
  expect(isStretched(view)).toBe(false);
  expect(drawnRows(long).scrollHeight).toBe(maxScrollHeight);
  const end = { ...long, scrollTop: maxScrollHeight - long.height };
  const drawn = drawnRows(end);
  expect(drawn.end).toBe(1_000_000);
  const bottomOfLastRow = drawn.top + (drawn.end - drawn.first) * long.rowHeight;
  expect(bottomOfLastRow).toBeCloseTo(maxScrollHeight, 3);
});

test("every row of a million can be brought into view", () => {
  const long = { ...view, total: 1_000_000 };
  for (const row of [0, 1, 14, 15, 499_999, 777_777, 999_998, 999_999]) {
    const scrollTop = scrollTopToShow(row, long);
    const drawn = drawnRows({ ...long, scrollTop });
    const top = drawn.top + (row - drawn.first) * long.rowHeight;
    expect(top - scrollTop, `row ${row}`).toBeGreaterThanOrEqual(-0.01);
    expect(top + long.rowHeight - scrollTop, `row ${row}`).toBeLessThanOrEqual(long.height + 0.01);
  }
});

test("a row that is in view does not move the list", () => {
  expect(scrollTopToShow(105, { ...view, scrollTop: 4_000 })).toBe(4_000);
  expect(scrollTopToShow(99, { ...view, scrollTop: 4_000 })).toBe(3_960);
});

test("turning the wheel moves a stretched list as far as any other", () => {
  const long = { ...view, total: 1_000_000, scrollTop: 5_000_000 };
  const before = drawnRows(long);
  const after = drawnRows({ ...long, scrollTop: long.scrollTop + scrollBy(400, long) });
  expect(after.first - before.first).toBe(10);
  expect(scrollBy(120, view)).toBe(120);
});
