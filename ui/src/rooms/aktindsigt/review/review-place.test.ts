import { expect, test } from "vitest";
import { itemAndPageFrom, placeOfReview, reviewIdFrom } from "./review-place";

test("a link says which request is reviewed, and only such a link does", () => {
  for (const [path, id] of [
    ["aktindsigt/1-2/gennemgang", "1-2"],
    ["aktindsigt/1-2", null],
    ["aktindsigt/1-2/andet", null],
    ["aktindsigt", null],
  ] as const) {
    expect(reviewIdFrom(path), path).toBe(id);
  }
  expect(reviewIdFrom(placeOfReview("7").path)).toBe("7");
});

test("a page that is none is the first", () => {
  for (const [side, page] of [
    ["3", 3],
    ["0", 1],
    ["-2", 1],
    ["x", 1],
    ["", 1],
  ] as const) {
    expect(itemAndPageFrom({ akt: "a", side }), side).toEqual({ item: "a", page });
  }
  expect(itemAndPageFrom({})).toEqual({ item: null, page: 1 });
});
