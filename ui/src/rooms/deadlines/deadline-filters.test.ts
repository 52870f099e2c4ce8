import { expect, test } from "vitest";
import {
  answersFrom,
  type DeadlineFilters,
  filtersFrom,
  isNarrowed,
  listOfGroups,
  narrowedTo,
  pickedGroup,
  queryFrom,
  savedQuery,
} from "./deadline-filters";

function asQuery(query: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null));
}

const full = {
  hvis: "person",
  person: "e-1",
  enhed: "u-1",
  naar: "this_week",
  tekst: "bolig æø",
  regel: "OFL-36",
  kilde: "Egne sager",
};

test("the filters survive being a link", () => {
  expect(asQuery(queryFrom(filtersFrom(full)))).toEqual(full);
  expect(asQuery(queryFrom(filtersFrom({})))).toEqual({});
});

test("a link with unknown answers asks for what is known, and never for more than the desk takes", () => {
  const filters = filtersFrom({ hvis: "alles", naar: "completed_late", tekst: "a".repeat(5000), person: "e-1" });
  expect(filters).toMatchObject({ whose: "mine", employeeId: null, state: null });
  expect(filters.text).toHaveLength(200);
  expect(filtersFrom({ hvis: "person" }).whose, "a person without a name is nobody in particular").toBe("mine");
});

test("a saved list holds what chooses the list, and nothing that is open in it", () => {
  const saved = savedQuery({ ...full, grupper: "kilde", sag: "c-1", frist: "d-1", dokument: "x" });
  expect(asQuery(answersFrom(saved))).toEqual({ ...full, grupper: "kilde" });
  expect(savedQuery({ sag: "c-1" })).toBe("");
  expect(answersFrom("naar=late"), "what is not in it is taken away").toMatchObject({ naar: "late", regel: null, grupper: null });
});

test("one list has one saved form, however its link was put together", () => {
  expect(savedQuery({ naar: "late", hvis: "alle" })).toBe(savedQuery({ hvis: "alle", naar: "late", hvad: "x" }));
});

test("picking a group narrows the list, and the other groups stay to be picked", () => {
  const check = (by: "rule" | "source" | "responsible", key: string, from: Record<string, string>) => {
    const before = filtersFrom(from);
    const after: DeadlineFilters = { ...before, ...narrowedTo(key, by) };
    expect(pickedGroup(after, by)).toBe(key);
    expect(listOfGroups(after, by)).toEqual(listOfGroups(before, by));
    expect(pickedGroup({ ...after, ...narrowedTo(null, by) }, by)).toBe(null);
  };
  check("rule", "OFL-36", { naar: "late", enhed: "u-1" });
  check("source", "Egne sager", { hvis: "alle" });
  check("responsible", "e-1", { hvis: "alle", enhed: "u-1" });
  check("responsible", "ingen", { hvis: "alle", tekst: "x" });
});

test("one's own list is not narrowed", () => {
  expect(isNarrowed(filtersFrom({ sag: "c-1" }))).toBe(false);
  expect(isNarrowed(filtersFrom({ naar: "late" }))).toBe(true);
});
