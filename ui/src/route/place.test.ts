import { expect, test } from "vitest";
import { linkTo, placeFrom } from "./place";

test("a link leads to its place with or without hash and slashes", () => {
  const check = (link: string, path: string, query: Record<string, string> = {}) =>
    expect(placeFrom(link), link).toEqual({ path, query });
  check("#/soeg?tekst=b%C3%B8lge&mine=ja", "soeg", { tekst: "bølge", mine: "ja" });
  check("/indstillinger/mine", "indstillinger/mine");
  check("min-dag/", "min-dag");
  check("", "");
});

test("an odd link is the empty place, never an error", () => {
  const check = (link: string) => expect(placeFrom(link).path, link.slice(0, 40)).toBe("");
  check("../../etc");
  check("javascript:alert(1)");
  check("soeg/<b>");
  check(`soeg?tekst=${"a".repeat(5000)}`);
  expect(placeFrom("soeg?tekst=%E0%A4%A").path).toBe("soeg");
});

test("a place survives being a link, and empty answers are left out", () => {
  const place = { path: "soeg", query: { tekst: "æ & ø = 100 %", status: "" } };
  expect(placeFrom(linkTo(place))).toEqual({ path: "soeg", query: { tekst: "æ & ø = 100 %" } });
});
