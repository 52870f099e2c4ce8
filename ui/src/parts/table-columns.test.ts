import { expect, test } from "vitest";
import { type Column, fittingColumns, gridTemplate, leastWidth, nextSort, shownColumns, sortDirection } from "./table-columns";

const column = (id: string, more: Partial<Column> = {}): Column => ({ id, header: id, least: 5, share: 1, ...more });

test("a heading turns the order where the list can be turned, and only there", () => {
  const both = column("opened", { ascending: "oldest", descending: "newest" });
  const check = (of: Column, current: string, expected: string | null) => expect(nextSort(of, current)).toBe(expected);
  check(both, "title", "oldest");
  check(both, "oldest", "newest");
  check(both, "newest", "oldest");
  check(column("title", { ascending: "title" }), "title", "title");
  check(column("unit"), "title", null);
  expect(sortDirection(both, "newest")).toBe("descending");
  expect(sortDirection(both, "oldest")).toBe("ascending");
  expect(sortDirection(both, undefined)).toBeUndefined();
  expect(sortDirection(column("unit"), "title")).toBeUndefined();
});

test("the columns that always stand cannot be lost by an old or spoiled choice", () => {
  const all = [column("title", { always: true }), column("unit"), column("source", { optional: true })];
  const ids = (chosen: string[] | null) => shownColumns(all, chosen).map((one) => one.id);
  expect(ids(null)).toEqual(["title", "unit"]);
  expect(ids([])).toEqual(["title"]);
  expect(ids(["source", "gone"])).toEqual(["title", "source"]);
});

test("columns share what is left and never get narrower than they can be read", () => {
  const two = [column("a"), column("b", { least: 7.5, share: 3 })];
  expect(gridTemplate(two)).toBe("minmax(5rem, 1fr) minmax(7.5rem, 3fr)");
  expect(leastWidth(two)).toBe(12.5);
});

test("beside an open row only whole columns stand, those that name the row before all", () => {
  const all = [column("due"), column("title", { least: 14, always: true }), column("number"), column("status", { least: 3 })];
  const check = (width: number, expected: string[]) => expect(fittingColumns(all, width).map(({ id }) => id)).toEqual(expected);
  check(40, ["due", "title", "number", "status"]);
  check(26, ["due", "title", "number"]);
  // What comes after one that has no room is left out too, though it is narrower: the order is the person's.
  check(22, ["due", "title"]);
  check(4, ["title"]);
});
