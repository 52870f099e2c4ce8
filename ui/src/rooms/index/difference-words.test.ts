import { expect, test } from "vitest";
import type { IndexDifferenceRow } from "../../backend/contract";
import { saidOf, sortedDifferences } from "./difference-words";

test("codes are told in words, and what is no code as it stands", () => {
  const check = (about: IndexDifferenceRow["about"], value: string | null, expected: string | null) =>
    expect(saidOf(about, value), `${about} ${value}`).toBe(expected);
  check("sensitivity", "confidential", "Fortrolig");
  check("step", "Oplyst", "Oplyst");
  check("step", "Opstaaet", "Opstået");
  check("title", "confidential", "confidential");
  check("handler", null, null);
});

test("differences are put in the Danish order of a column, those of one case together", () => {
  const row = (objectId: string, caseNumber: string, here: string): IndexDifferenceRow => ({
    objectId,
    kind: "case",
    caseNumber,
    about: "title",
    here,
    there: null,
    ways: [],
  });
  const rows = [row("c", "2026-10", "Ål"), row("a", "2026-9", "Æble"), row("b", "2026-10", "Zoo"), row("c", "2026-10", "Abe")];
  const order = (sort: string) => sortedDifferences(rows, sort).map(({ here }) => here);
  expect(order("here_up")).toEqual(["Abe", "Zoo", "Æble", "Ål"]);
  expect(order("number_up")).toEqual(["Æble", "Zoo", "Ål", "Abe"]);
  expect(order("here_down")).toEqual(["Ål", "Æble", "Zoo", "Abe"]);
});
