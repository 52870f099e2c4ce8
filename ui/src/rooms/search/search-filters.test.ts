import { expect, test } from "vitest";
import { answersFrom, filtersFrom, isNarrowed, queryFrom, savedQuery } from "./search-filters";

function asQuery(query: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null));
}

test("the filters survive being a link", () => {
  const query = {
    tekst: "bolig æø",
    status: "oplyst,bestilt",
    enhed: "u-1",
    ansvarlig: "e-1",
    mine: "ja",
    aabne: "ja",
    forfald: "late",
    orden: "due_first",
  };
  expect(asQuery(queryFrom(filtersFrom(query)))).toEqual(query);
});

test("nobody is an answer to who is responsible", () => {
  const filters = filtersFrom({ ansvarlig: "ingen" });
  expect(filters).toMatchObject({ onlyUnassigned: true, responsibleId: null });
  expect(asQuery(queryFrom(filters))).toEqual({ ansvarlig: "ingen" });
});

test("a link with unknown answers asks for what is known, and never for more than the desk takes", () => {
  const filters = filtersFrom({ status: "x,oplyst", forfald: "1 OR 1", orden: "size", tekst: "a".repeat(5000) });
  expect(filters).toMatchObject({ status: ["oplyst"], due: null, sort: "newest_first" });
  expect(filters.text).toHaveLength(200);
});

test("an order alone narrows nothing", () => {
  expect(isNarrowed(filtersFrom({ orden: "title" }))).toBe(false);
  expect(isNarrowed(filtersFrom({ mine: "ja" }))).toBe(true);
});

test("a saved search keeps what chooses the list, and nothing that was open in it", () => {
  const query = { tekst: "kjær", fane: "alle", mine: "ja", sag: "c-1", dokument: "d-1", frist: "f-1", other: "x" };
  expect(new URLSearchParams(savedQuery(query)).toString()).toBe("fane=alle&tekst=kj%C3%A6r&mine=ja");
  expect(savedQuery({ fane: "no such tab" })).toBe("");
});

test("a saved search that is picked takes away what it does not say", () => {
  const answers = answersFrom("tekst=kj%C3%A6r");
  expect(answers).toMatchObject({ tekst: "kjær", fane: null, mine: null, status: null });
  expect(savedQuery(asQuery(answers))).toBe("tekst=kj%C3%A6r");
});
