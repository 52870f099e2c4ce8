import { expect, test } from "vitest";
import type { IndexDifferenceRow, IndexMend } from "../../backend/contract";
import { mendable, objectsOf, toggled } from "./difference-choice";

function row(objectId: string, ways: IndexMend[]): IndexDifferenceRow {
  return { objectId, kind: "case", caseNumber: "", about: "title", here: null, there: null, ways };
}

const rows = [row("a", ["index", "here"]), row("a", ["index"]), row("b", ["here"]), row("c", [])];

test("a case is mended on a side only where all that differs of it allows that side", () => {
  const check = (marked: string[], mend: IndexMend, expected: string[]) =>
    expect(mendable(rows, new Set(marked), mend), `${marked.join()} ${mend}`).toEqual(expected);
  check(["a", "b", "c"], "index", ["a"]);
  check(["a", "b", "c"], "here", ["b"]);
  check(["b"], "index", []);
  check([], "here", []);
});

test("a marked case that is gone from the list is not mended", () => {
  expect(mendable(rows, new Set(["gone"]), "index")).toEqual([]);
});

test("marking is by case, however much differs of it", () => {
  expect(objectsOf(rows)).toEqual(new Set(["a", "b", "c"]));
  const once = toggled(new Set(["a"]), "b");
  expect(once).toEqual(new Set(["a", "b"]));
  expect(toggled(once, "a")).toEqual(new Set(["b"]));
});
