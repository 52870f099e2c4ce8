import { expect, test } from "vitest";
import { gaps, sourceLines } from "./source-lines";

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
