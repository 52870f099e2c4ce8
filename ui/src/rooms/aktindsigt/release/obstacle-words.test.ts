import { expect, test } from "vitest";
import type { ReleaseObstacle } from "../../../backend/contract";
import { linkTo } from "../../../route/place";
import { grouped, mendedAt, placeOfGroup, placeOfRow, rowDetail, sentence } from "./obstacle-words";

const kinds = [
  "closed",
  "stopped",
  "not_whole_list",
  "regimes_missing",
  "not_identified",
  "undecided",
  "nothing_new",
  "does_not_hold",
  "not_before",
  "changed",
  "gone",
  "not_here",
  "not_read",
  "not_pages",
  "partly_without_marks",
  "given_with_marks",
  "mark_without_basis",
  "mark_basis",
  "stale_marks",
  "mark_outside",
  "title_stops",
  "title_betrays",
  "letter_missing",
  "letter_unfinished",
  "letter_behind",
  "letter_stops",
  "letter_betrays",
  "open_doubts",
];

const about = (kind: string, number: number | null, over: Partial<ReleaseObstacle> = {}) =>
  ({ kind, itemId: number === null ? null : `i${number}`, number, count: null, detail: null, mayBeAccepted: false, ...over }) as ReleaseObstacle;

test("everything that can stand in the way says what to do, and where", () => {
  for (const kind of kinds) {
    const [group] = grouped([about(kind, null, { count: 2 })]);
    const said = group ? sentence(group) : "";
    expect(said, kind).toMatch(/\.$/);
    expect(said, kind).not.toContain("release.");
    const isHere = mendedAt(kind) === "nowhere" || mendedAt(kind) === "stop";
    if (mendedAt(kind) !== "row") expect(placeOfGroup("r1", kind) === null, kind).toBe(isHere);
  }
  // One that is newer than these words.
  const [newer] = grouped([about("something_new", null)]);
  expect(newer && sentence(newer)).toContain("something_new");
});

test("what is of one kind is one sentence, with the rows it is about", () => {
  const found = grouped([about("changed", 3), about("letter_unfinished", null, { count: 4 }), about("changed", 7), about("stale_marks", 7, { count: 5 })]);
  expect(found.map((one) => [one.kind, one.count, one.rows.map((row) => row.number)])).toEqual([
    ["changed", 2, [3, 7]],
    ["letter_unfinished", 4, []],
    ["stale_marks", 1, [7]],
  ]);
});

test("each row leads to where it is mended, and says what is its own", () => {
  const link = (kind: string) => linkTo(placeOfRow("r1", kind, "i3"));
  expect(link("changed")).toBe("#/aktindsigt/r1?del=aktliste&akt=i3");
  expect(link("stale_marks")).toBe("#/aktindsigt/r1/gennemgang?akt=i3");
  const group = (kind: string) => linkTo(placeOfGroup("r1", kind) ?? { path: "", query: {} });
  expect(group("undecided")).toBe("#/aktindsigt/r1?del=aktliste&vis=mangler");
  expect(group("nothing_new")).toBe("#/aktindsigt/r1?del=aktliste");
  expect(group("open_doubts")).toBe("#/aktindsigt/r1?del=tjek");
  expect(group("letter_behind")).toBe("#/aktindsigt/r1?del=brev");

  const detail = (kind: string, over: Partial<ReleaseObstacle>) => rowDetail(about(kind, 3, over), (id) => `§ ${id}`);
  expect(detail("not_before", { detail: "2026-11-24" })).toContain("24. november 2026");
  expect(detail("does_not_hold", { detail: "basis_missing" })).toBe("Der mangler en hjemmel");
  expect(detail("mark_basis", { detail: "FVL-12" })).toBe("§ FVL-12");
  expect(detail("stale_marks", { count: 1 })).toBe("1 sted");
  expect(detail("changed", {})).toBe("");
});
