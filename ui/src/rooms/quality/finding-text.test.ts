import { describe, expect, it } from "vitest";
import { pieces } from "./finding-text";

describe("pieces", () => {
  it("are the text itself, whatever the findings say", () => {
    const text = "Hun er doven, siger Bo 😀.";
    const cases = [
      [],
      [{ start: 7, end: 12 }],
      [{ start: 0, end: text.length }],
      [{ start: 7, end: 20 }, { start: 12, end: 22 }, { start: 7, end: 9 }],
      [{ start: 5, end: 5 }, { start: 9, end: 900 }],
    ];
    for (const findings of cases) {
      expect(pieces(text, findings).map((piece) => piece.text).join("")).toBe(text);
    }
  });

  it("carry every finding that lies on them", () => {
    const cut = pieces("abcdef", [{ start: 1, end: 4 }, { start: 3, end: 6 }]);
    expect(cut.map((piece) => [piece.text, piece.findings])).toEqual([
      ["a", []],
      ["bc", [0]],
      ["d", [0, 1]],
      ["ef", [1]],
    ]);
  });

  it("of an empty text are none", () => {
    expect(pieces("", [])).toEqual([]);
  });
});
