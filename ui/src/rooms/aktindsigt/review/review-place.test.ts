import { expect, test } from "vitest";
import { itemAndPageFrom, partToReturnTo, placeOfReview, reviewIdFrom } from "./review-place";

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

test("whoever came to look at one place is led back to where it was named", () => {
  const place = placeOfReview("7", { item: "a", page: 3, from: "check" });
  expect(itemAndPageFrom(place.query)).toEqual({ item: "a", page: 3 });
  expect(partToReturnTo(place.query)).toBe("check");
  expect(itemAndPageFrom(placeOfReview("7", { item: "a", page: 0, from: "check" }).query)).toEqual({ item: "a", page: 1 });
  expect(partToReturnTo(placeOfReview("7").query)).toBe("request");
});
