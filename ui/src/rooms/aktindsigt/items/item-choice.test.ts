import { expect, test } from "vitest";
import type { BasisRow, ItemRow } from "../../../backend/contract";
import { askedOf, itemLists, listFrom, listInLink, needsWords, regimesOf, sharedBases } from "./item-choice";

const basis = (id: string, more: Partial<BasisRow> = {}): BasisRow => ({
  id,
  paragraph: id,
  label: id,
  name: { da: id, en: id },
  level: "item",
  force: "must",
  asksOfAPart: [],
  asksOfTheWhole: ["rest"],
  asksForWords: [],
  test: null,
  standardReason: "",
  isUsual: false,
  source: "",
  isVerified: false,
  verifiedOn: "2026-11-21",
  ...more,
});

test("each list is found again by its link", () => {
  for (const list of itemLists) expect(listFrom(listInLink(list) ?? undefined)).toBe(list);
  expect(listFrom("noget-andet")).toBe("listed");
});

test("for documents under several sets of rules only a basis that all of them know can be chosen", () => {
  const [a, b, c] = [basis("a"), basis("b"), basis("c")];
  const check = (lists: BasisRow[][], expected: string[]) => expect(sharedBases(lists).map((one) => one.id)).toEqual(expected);
  check([], []);
  check([[a, b]], ["a", "b"]);
  check([[a, b], [b, c]], ["b"]);
  check([[a], [c]], []);
});

test("what is asked follows from the bases and from whether anything of the document is given", () => {
  const internal = basis("internal", { level: "document", asksOfAPart: ["extraction", "more_openness"], asksOfTheWhole: ["open_internal", "extraction", "more_openness"] });
  const lists = [[internal, basis("private")]];
  expect(askedOf(lists, ["private"], "partly")).toEqual([]);
  expect(askedOf(lists, ["private"], "withheld")).toEqual(["rest"]);
  expect(askedOf(lists, ["internal", "private"], "withheld")).toEqual(["open_internal", "extraction", "rest", "more_openness"]);
  // One of the rules asks for more than the other.
  const stricter = basis("private", { asksOfAPart: ["decisive_weight"] });
  expect(askedOf([[basis("private")], [stricter]], ["private"], "partly")).toEqual(["decisive_weight"]);
});

test("an answer needs words where the basis says so, where it may be weighed, and where the question is said not to arise", () => {
  const lists = [[basis("may", { force: "may", asksOfAPart: ["weighing"] }), basis("words", { asksForWords: ["provision"] })]];
  expect(needsWords("rest", "considered", lists, ["may"])).toBe(false);
  expect(needsWords("rest", "does_not_arise", lists, ["may"])).toBe(true);
  expect(needsWords("weighing", "considered", lists, ["may"])).toBe(true);
  expect(needsWords("provision", "considered", lists, ["words"])).toBe(true);
  expect(needsWords("provision", "considered", lists, ["may"])).toBe(false);
});

test("documents of the same rules are asked about once", () => {
  const row = (regime: ItemRow["regime"]) => ({ regime }) as ItemRow;
  expect(regimesOf([row("party_access"), row(null), row("party_access")])).toEqual(["party_access", null]);
});
