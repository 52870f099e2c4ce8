import { expect, test } from "vitest";
import { type ChosenParty, looksLikeNumber, withParty } from "./party-choice";

const known = (id: string): ChosenParty => ({ kind: "known", id, name: id, part: "other" });

test("the first party is whom the case is about, and nobody comes twice", () => {
  let parties = withParty([], known("a"));
  parties = withParty(parties, known("b"));
  parties = withParty(parties, known("a"));
  expect(parties.map((one) => [one.name, one.part])).toEqual([
    ["a", "primary"],
    ["b", "other"],
  ]);
});

test("a number is known by its digits", () => {
  const check = (text: string, expected: boolean) => expect(looksLikeNumber(text), text).toBe(expected);
  check("610180-1234", true);
  check(" 6101801234 ", true);
  check("610180", false);
  check("Anne", false);
});
