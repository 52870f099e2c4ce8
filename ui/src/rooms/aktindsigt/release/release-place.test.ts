import { expect, test } from "vitest";
import { linkTo } from "../../../route/place";
import { bundlePlaceFrom, placeOfBundle, placeOfLetter } from "./release-place";

test("a page of what was built is found again by its link, and an odd one is the first", () => {
  const place = placeOfBundle("r1", { bundle: "b1", file: 2, page: 14 });
  expect(linkTo(place)).toBe("#/aktindsigt/r1?del=udlevering&samling=b1&fil=2&side=14");
  expect(bundlePlaceFrom(place.query)).toEqual({ bundle: "b1", file: 2, page: 14 });
  expect(bundlePlaceFrom({ samling: "b1", fil: "-3", side: "x" })).toEqual({ bundle: "b1", file: 1, page: 1 });
  expect(bundlePlaceFrom({})).toBeNull();
});

test("the report of a breach has a link of its own", () => {
  expect(linkTo(placeOfLetter("r1", "breach"))).toBe("#/aktindsigt/r1?del=brev&brev=brud");
});
