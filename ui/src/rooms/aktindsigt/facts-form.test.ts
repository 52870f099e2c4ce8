import { expect, test } from "vitest";
import { emptyFacts, factsOf, type FactsForm, formOf } from "./facts-form";
import { clashes, withTheirs } from "./two-at-once";

test("a number is only sent where it was typed or is to go", () => {
  const check = (part: Partial<FactsForm>, cpr: string | null) => expect(factsOf({ ...emptyFacts(), ...part }).cpr).toBe(cpr);
  check({}, null);
  check({ cpr: " 610180-1234 " }, "610180-1234");
  check({ forgetCpr: true }, "");
  check({ cpr: "610180-1234", forgetCpr: true }, "610180-1234");
});

test("what nobody has said is said to the desk as unsaid", () => {
  expect(factsOf(emptyFacts())).toMatchObject({ isDecision: null, identity: null, authorityDocumentId: null });
  expect(factsOf({ ...emptyFacts(), isDecision: "no", identity: "mit_id" })).toMatchObject({ isDecision: false, identity: "mit_id" });
});

test("whom somebody acts for goes with a role that acts for another", () => {
  const named = { ...emptyFacts(), onBehalfOf: "Barnet" };
  expect(factsOf({ ...named, role: "representative" }).onBehalfOf).toBe("Barnet");
  expect(factsOf({ ...named, role: "party" }).onBehalfOf).toBe("");
});

test("facts that are told stand in the form as they are, but for the number", () => {
  const facts = factsOf({ ...emptyFacts(), name: "Poul", isDecision: "yes", matters: ["environment"] });
  expect(factsOf(formOf(facts))).toEqual(facts);
});

test("of what two changed at once one's own stands until one chooses, and the rest follows", () => {
  const before = { ...emptyFacts(), name: "Poul", theme: "Støj" };
  const theirs = { ...before, name: "Poul Bille", theme: "Støj fra vej", matters: ["environment" as const] };
  const mine = { ...before, theme: "Larm" };
  expect(clashes(before, theirs, mine)).toEqual(["theme"]);
  expect(withTheirs(before, theirs, mine)).toMatchObject({ name: "Poul Bille", theme: "Larm", matters: ["environment"] });
});
