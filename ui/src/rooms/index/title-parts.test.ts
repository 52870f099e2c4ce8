import { expect, test } from "vitest";
import type { FindingRow } from "../../backend/contract";
import { foundWords, titleParts } from "./title-parts";

const title = "Hjemmehjælp til Ditte Møllegaard, 610180-1234";

function finding(words: string, category: string, whole = title): FindingRow {
  const start = whole.indexOf(words);
  return { start, end: start + words.length, category } as FindingRow;
}

function cut(findings: FindingRow[], whole = title): string[] {
  return titleParts(whole, findings).map((part) => (part.finding ? `[${part.finding.category} ${part.text}]` : part.text));
}

test("a title is cut where something lies on it, and put together it is the title", () => {
  const cpr = finding("610180-1234", "CPR");
  const name = finding("Ditte Møllegaard", "NAME");
  expect(cut([cpr, name])).toEqual(["Hjemmehjælp til ", "[NAME Ditte Møllegaard]", ", ", "[CPR 610180-1234]"]);
  expect(titleParts(title, [cpr, name]).map(({ text }) => text).join("")).toBe(title);
  expect(cut([])).toEqual([title]);
  expect(cut([], "")).toEqual([]);
});

test("findings that lie over each other leave no letter out and none twice", () => {
  const first = finding("Ditte", "NAME");
  const whole = finding("Ditte Møllegaard", "ADDRESS");
  expect(cut([first, whole])).toEqual(["Hjemmehjælp til ", "[ADDRESS Ditte Møllegaard]", ", 610180-1234"]);
  const crossing = { ...finding("Møllegaard, 61", "PHONE") };
  expect(titleParts(title, [whole, crossing]).map(({ text }) => text).join("")).toBe(title);
});

test("a finding of another text than this is left out", () => {
  expect(cut([{ start: 2, end: 4_000, category: "NAME" } as FindingRow])).toEqual([title]);
});

test("what is said twice is told once", () => {
  const twice = "Ditte og DITTE";
  const both = [finding("Ditte", "NAME", twice), finding("DITTE", "NAME", twice)];
  expect(foundWords(twice, both).map(({ text }) => text)).toEqual(["Ditte"]);
});
