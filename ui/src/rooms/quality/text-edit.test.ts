import { describe, expect, it } from "vitest";
import { difference, moved, spliced } from "./text-edit";

function applied(text: string, edit: ReturnType<typeof difference>): string {
  return edit ? text.slice(0, edit.start) + edit.new + text.slice(edit.end) : text;
}

describe("difference", () => {
  it("makes one text of the other and is no larger than what was typed", () => {
    const cases: [string, string, number][] = [
      ["Hun er", "Hun er ", 1],
      ["Hun er doven", "Hun er travl", 5],
      ["aaa", "aaaa", 1],
      ["aaaa", "aaa", 0],
      ["", "Ærø", 3],
      ["Ærø", "", 0],
      ["samme", "samme", 0],
    ];
    for (const [before, after, typed] of cases) {
      const edit = difference(before, after);
      expect(applied(before, edit)).toBe(after);
      expect(edit?.new.length ?? 0).toBe(typed);
    }
  });

  it("never cuts a character in two", () => {
    // 😀 and 😁 share their first half, 😀 and 🈀 their second.
    for (const [before, after] of [["a😀b", "a😁b"], ["a😀b", "a🈀b"], ["😀", "😀😀"], ["😀😀", "😁"]] as const) {
      const edit = difference(before, after);
      expect(applied(before, edit)).toBe(after);
      expect(encodeURIComponent(edit?.new ?? "")).toBeTruthy();
      expect(before.slice(0, edit?.start)).not.toMatch(/[\ud800-\udbff]$/);
      expect(before.slice(edit?.end)).not.toMatch(/^[\udc00-\udfff]/);
    }
  });

  it("holds for any two texts", () => {
    const letters = ["a", "b", "\n", "ø", "😀", "😁"];
    let seed = 7;
    const dice = (below: number) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below;
    const text = () => Array.from({ length: dice(12) }, () => letters[dice(letters.length)]).join("");
    for (let round = 0; round < 2_000; round += 1) {
      const [before, after] = [text(), text()];
      expect(applied(before, difference(before, after))).toBe(after);
    }
  });
});

describe("moved", () => {
  const rows = [{ start: 0, end: 3 }, { start: 5, end: 8 }, { start: 10, end: 12 }];

  it("keeps what stands before, moves what stands behind, stretches what is typed in", () => {
    const edit = { start: 6, end: 6, new: "xx" };
    expect(moved(rows, edit)).toEqual([{ start: 0, end: 3 }, { start: 5, end: 10 }, { start: 12, end: 14 }]);
  });

  it("lets go of what is cut into or gone", () => {
    expect(moved(rows, { start: 2, end: 8, new: "" })).toEqual([{ start: 4, end: 6 }]);
    expect(moved(rows, null)).toBe(rows);
  });
});

describe("spliced", () => {
  it("puts the new in the place of the gone and moves those behind", () => {
    const rows = [{ start: 0, end: 1 }, { start: 4, end: 6 }, { start: 8, end: 9 }];
    const change = { goneStart: 1, goneEnd: 2, come: [{ start: 4, end: 7 }, { start: 7, end: 8 }], moved: 1 };
    expect(spliced(rows, change)).toEqual([
      { start: 0, end: 1 },
      { start: 4, end: 7 },
      { start: 7, end: 8 },
      { start: 9, end: 10 },
    ]);
  });
});
