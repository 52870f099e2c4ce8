import { expect, test } from "vitest";
import { caseTabs, lookedFrom, placeOfCasePage, tabFrom, tabInLink } from "./case-place";

test("each part of a case is found again by its link", () => {
  for (const tab of caseTabs) expect(tabFrom(tabInLink(tab) ?? undefined)).toBe(tab);
  expect(tabFrom("noget-andet")).toBe("overview");
  expect(placeOfCasePage("c1", "documents", { dokument: "d" })).toEqual({ path: "sag/c1", query: { del: "dokumenter", dokument: "d" } });
});

test("the log is told from where a case was come to", () => {
  const check = (room: string | null, expected: string) => expect(lookedFrom(room)).toBe(expected);
  check("soeg", "search");
  check("min-dag", "my_day");
  check("frister", "deadline");
  check("revision", "link");
  check(null, "link");
});
