import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { breachText, givesAwayText, usualChoice } from "./step-words";

test("a broken rule is told as a sentence, with the part where it is known, and a newer one by its name", () => {
  const check = (breach: string, expected: string) => expect(breachText(breach), breach).toBe(expected);
  check("TooLong:title", "En tekst er længere, end indekset har plads til (titlen)");
  check("TooLong", "En tekst er længere, end indekset har plads til");
  check("NoSensitivity", "Der mangler en følsomhed");
  check("BrandNew:thing", "BrandNew:thing");
});

test("where somebody else wrote, no choice is put before the person", () => {
  expect(usualChoice("somebody_else")).toBeNull();
  expect(usualChoice(null)).toBeNull();
  expect(usualChoice("not_seen")).toBe("try_again");
});

test("what a title gives away is told as one sentence, and that it says nothing as another", () => {
  const check = (kinds: string[], expected: string) => expect(givesAwayText(kinds), kinds.join()).toBe(expected);
  check(["NAME"], "Den røber: navn.");
  check(["CPR", "NAME", "ADDRESS"], "Den røber: CPR-nummer, navn og adresse.");
  check(["TITLE"], "Den siger ikke, hvad det handler om.");
  check(["TITLE", "IBAN"], "Den røber: IBAN. Den siger ikke, hvad det handler om.");
});

test("every rule of the guidance that is held on the way out has its sentence", () => {
  const checks = readFileSync(fileURLToPath(new URL("../../../../crates/platform/src/index/checks.rs", import.meta.url)), "utf8");
  const body = /pub enum Rule \{([^}]*)\}/.exec(checks)?.[1] ?? "";
  const rules = [...body.matchAll(/^ {4}([A-Z]\w+),$/gm)].map((found) => found[1] ?? "");
  expect(rules.length).toBeGreaterThan(20);
  expect(rules.filter((rule) => breachText(rule) === rule)).toEqual([]);
});
