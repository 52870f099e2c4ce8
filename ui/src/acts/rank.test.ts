import { expect, test } from "vitest";
import { rank } from "./rank";

const acts = ["Gå til Min dag", "Gå til Søg", "Lås skrivebordet", "Tema: mørkt", "Skift adgangskode"].map((text) => ({
  id: text,
  text,
}));

function found(query: string, recent: string[] = []): string[] {
  return rank(query, acts, recent).map((act) => act.text);
}

test("Danish letters are found however they are typed", () => {
  expect(found("soeg")[0]).toBe("Gå til Søg");
  expect(found("søg")[0]).toBe("Gå til Søg");
  expect(found("laas")[0]).toBe("Lås skrivebordet");
  expect(found("moerkt")[0]).toBe("Tema: mørkt");
  expect(found("sog")[0]).toBe("Gå til Søg");
});

test("the beginning of a word beats its middle, and scattered letters come last", () => {
  expect(found("dag")[0]).toBe("Gå til Min dag");
  expect(found("sk")[0]).toBe("Skift adgangskode");
  expect(found("mdg")).toEqual(["Gå til Min dag"]);
});

test("every word must fit, in any order", () => {
  expect(found("mørkt tema")).toEqual(["Tema: mørkt"]);
  expect(found("mørkt søg")).toEqual([]);
});

test("with nothing typed the recent acts come first and none is missing", () => {
  expect(found("", ["Tema: mørkt", "Gå til Søg"]).slice(0, 2)).toEqual(["Tema: mørkt", "Gå til Søg"]);
  expect(found("")).toHaveLength(acts.length);
});
