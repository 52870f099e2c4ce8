import { expect, test } from "vitest";
import type { NoteRow } from "../../../backend/contract";
import { threads } from "./threads";

const note = (number: number, supplements: string | null = null): NoteRow => ({
  id: `n${number}`,
  number,
  supplements,
  text: "",
  writtenBy: "",
  begunAt: "",
  journalisedAt: "",
  check: { inform: 0, check: 0, stop: 0 },
  why: null,
});

test("a supplement stands under its note in the order it was said, and none is lost", () => {
  const shown = threads([note(5, "n1"), note(4), note(3, "gone"), note(2, "n1"), note(1)]);
  expect(shown.map((thread) => [thread.note.number, thread.supplements.map((one) => one.number)])).toEqual([
    [4, []],
    [3, []],
    [1, [2, 5]],
  ]);
});
