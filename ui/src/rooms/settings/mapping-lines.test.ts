import { expect, test } from "vitest";
import { lineStart } from "./mapping-lines";

test("a line is found by its number, and the last one where there are not so many", () => {
  const check = (text: string, line: number, expected: number) => expect(lineStart(text, line)).toBe(expected);
  check("", 1, 0);
  check("a\nbb\nccc", 1, 0);
  check("a\nbb\nccc", 2, 2);
  check("a\nbb\nccc", 3, 5);
  check("a\nbb\nccc", 9, 5);
  check("a\n", 2, 2);
  check("a", 0, 0);
});
