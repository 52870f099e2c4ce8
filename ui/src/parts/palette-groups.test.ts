import { expect, test } from "vitest";
import type { CitizenHit, SearchHits, TaskHit } from "../backend/contract";
import { firstChoice, paletteGroups } from "./palette-groups";

const acts = ["lock", "refresh", "help", "a", "b", "c"].map((id) => ({ id, text: id }));
const citizen = (id: string): CitizenHit => ({
  id,
  name: { text: id, marks: [] },
  cprMasked: null,
  cvr: null,
  isProtected: false,
  cases: 1,
  openCases: 1,
});
const task = (id: string): TaskHit => ({ id, title: { text: id, marks: [] }, isDone: false, due: null, caseId: null, caseNumber: null });
const hits = (part: Partial<SearchHits>): SearchHits => ({
  citizens: [],
  cases: [],
  documents: [],
  notes: [],
  tasks: [],
  more: [],
  corrected: null,
  isUnknownCpr: false,
  ...part,
});
const shown = (groups: ReturnType<typeof paletteGroups>) => groups.map((group) => `${group.id}:${group.entries.length}`);

test("with nothing typed every act is there, and nothing else", () => {
  expect(shown(paletteGroups({ acts, isActAskedFor: false, hits: null, isUnknownNumber: false, hasMore: false }))).toEqual(["acts:6"]);
});

test("what was found goes before what can be done, and the way to all of it comes last", () => {
  const found = hits({ citizens: [citizen("x"), citizen("y")], tasks: [task("z")] });
  expect(shown(paletteGroups({ acts, isActAskedFor: false, hits: found, isUnknownNumber: false, hasMore: true }))).toEqual([
    "citizens:2",
    "tasks:1",
    "acts:5",
    "more:1",
  ]);
});

test("an act that was named stands first before and after the hits come", () => {
  const before = paletteGroups({ acts, isActAskedFor: true, hits: null, isUnknownNumber: false, hasMore: true });
  const after = paletteGroups({ acts, isActAskedFor: true, hits: hits({ citizens: [citizen("x")] }), isUnknownNumber: false, hasMore: true });
  expect(before[0]?.entries[0]).toEqual(after[0]?.entries[0]);
  expect(shown(after)).toEqual(["acts:5", "citizens:1", "more:1"]);
});

test("Enter alone opens nothing by emergency", () => {
  const groups = paletteGroups({ acts: [], isActAskedFor: false, hits: hits({ isUnknownCpr: true }), isUnknownNumber: true, hasMore: true });
  const entries = groups.flatMap((group) => group.entries);
  expect(entries.map((entry) => entry.kind)).toEqual(["emergency", "more"]);
  expect(entries[firstChoice(entries)]?.kind).toBe("more");
});
