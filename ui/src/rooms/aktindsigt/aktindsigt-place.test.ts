import { expect, test } from "vitest";
import { aktindsigtPlaceFrom, placeOfNewRequest, placeOfRequest, requestTabs, tabFrom, tabInLink } from "./aktindsigt-place";

test("the list, a new request and each one have links of their own", () => {
  expect(aktindsigtPlaceFrom("aktindsigt")).toEqual({ at: "list" });
  expect(aktindsigtPlaceFrom("aktindsigt/ny")).toEqual({ at: "new" });
  expect(aktindsigtPlaceFrom(placeOfNewRequest("c1").path)).toEqual({ at: "new" });
  expect(aktindsigtPlaceFrom(placeOfRequest("r1").path)).toEqual({ at: "request", id: "r1" });
});

test("each part of a request is found again by its link, and an odd one is its first", () => {
  for (const tab of requestTabs) expect(tabFrom(tabInLink(tab) ?? undefined)).toBe(tab);
  expect(tabFrom("noget-andet")).toBe("request");
});
