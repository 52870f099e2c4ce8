import { expect, test } from "vitest";
import { type ChosenParty, looksLikeNumber, mergedParties, withPart, withParty } from "./party-choice";

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

test("only one is whom the case is about", () => {
  const parties = withPart([{ ...known("a"), part: "primary" }, known("b")], "b", "primary");
  expect(parties.map((one) => one.part)).toEqual(["other", "primary"]);
  expect(withPart(parties, "b", "other").map((one) => one.part)).toEqual(["other", "other"]);
});

test("what two make of the same parties is put together person by person", () => {
  const primary = (id: string): ChosenParty => ({ ...known(id), part: "primary" });
  const check = (theirs: ChosenParty[], mine: ChosenParty[], expected: string[], isClash: boolean) => {
    const merged = mergedParties([primary("a"), known("b")], theirs, mine);
    expect([merged.parties.map((one) => `${one.name}:${one.part}`), merged.isClash]).toEqual([expected, isClash]);
  };
  check([primary("a"), known("b")], [primary("a"), known("b"), known("c")], ["a:primary", "b:other", "c:other"], false);
  // Each added somebody, and one took somebody away.
  check([primary("a"), known("d")], [primary("a"), known("b"), known("c")], ["a:primary", "c:other", "d:other"], false);
  check([primary("a"), known("b"), known("c")], [primary("a")], ["a:primary", "c:other"], false);
  // Both made the same of it.
  check([known("a"), primary("b")], [known("a"), primary("b")], ["a:other", "b:primary"], false);
  // Taken away by one and made another part by the other.
  check([primary("a")], [known("a"), primary("b")], ["a:other", "b:primary"], true);
  // Each made another the one whom it is about.
  check([known("a"), known("b"), primary("c")], [known("a"), primary("b")], ["a:other", "b:primary", "c:primary"], true);
});
