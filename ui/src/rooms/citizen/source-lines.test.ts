import { expect, test } from "vitest";
import type { AskedSource } from "../../backend/contract";
import { answeredLines, askedLines, gaps, sourceLines } from "./source-lines";

const seen = (name: string, isStale: boolean) => ({ name, isOwn: false, cases: 2, fetchedAt: "2026-11-20T08:00:00Z", isStale });

test("a source that was not heard of for too long leaves a gap with its name", () => {
  const lines = sourceLines([seen("Tårnfalk ESDH", false), seen("Kornblomst Ydelse", true)]);
  expect(lines.map((line) => line.state)).toEqual(["here", "stale"]);
  expect(gaps(lines).map((line) => line.name)).toEqual(["Kornblomst Ydelse"]);
});

test("one that is being asked is no gap yet, and one that failed is", () => {
  const [line] = sourceLines([seen("Tårnfalk ESDH", false)]);
  if (!line) throw new Error("there is one");
  expect(gaps([{ ...line, state: "asking" }])).toEqual([]);
  expect(gaps([{ ...line, state: "failed", problem: "Svarede ikke." }])).toHaveLength(1);
});

const answer = (name: string, part: Partial<AskedSource>): AskedSource => ({
  id: name,
  name,
  kind: "mapped",
  state: "ok",
  trouble: null,
  field: null,
  cases: 3,
  incomplete: 0,
  fetchedAt: "2026-11-22T08:00:00Z",
  ...part,
});

test("each system stands with its own answer, and one that fails keeps what was known of it", () => {
  const lines = sourceLines([seen("Tårnfalk ESDH", true), seen("Kornblomst Ydelse", false)]);
  const after = answeredLines(lines, [
    answer("Tårnfalk ESDH", {}),
    answer("Kornblomst Ydelse", { state: "failed", trouble: "not_reached", cases: 2, fetchedAt: null }),
    answer("Havørn", { state: "hung", cases: 0, fetchedAt: null }),
  ]);
  expect(after.map((line) => [line.name, line.state])).toEqual([
    ["Tårnfalk ESDH", "here"],
    ["Kornblomst Ydelse", "failed"],
    ["Havørn", "failed"],
  ]);
  expect(after[1]).toMatchObject({ cases: 2, fetchedAt: "2026-11-20T08:00:00Z" });
  expect(after[1]?.problem).toMatch(/./);
  expect(gaps(after).map((line) => line.name)).toEqual(["Kornblomst Ydelse", "Havørn"]);
});

test("a system without a connection is neither fresher nor older than it was", () => {
  const lines = sourceLines([seen("Tårnfalk ESDH", false), seen("Kornblomst Ydelse", true)]);
  const after = answeredLines(
    lines,
    lines.map((line) => answer(line.name, { state: "not_connected", fetchedAt: null })),
  );
  expect(after.map((line) => line.state)).toEqual(["here", "stale"]);
});

test("what is made here is not asked", () => {
  const own = { ...seen("Egne sager", false), isOwn: true };
  expect(askedLines(sourceLines([own, seen("Tårnfalk ESDH", false)])).map((line) => line.state)).toEqual(["here", "asking"]);
});
