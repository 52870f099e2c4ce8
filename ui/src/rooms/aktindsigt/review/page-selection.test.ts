import { expect, test } from "vitest";
import { areasOf, frameBetween, moveFrame, moveWords, wordAt } from "./page-selection";

const word = (text: string, line: number, left: number) => ({ text, line, area: [left, line * 14, left + 30, line * 14 + 10] as [number, number, number, number] });
const words = [word("Karin", 0, 10), word("Berg", 0, 50), word("Havnevej", 1, 10)];

test("the word that is pointed at is the one on that line", () => {
  for (const [x, y, at] of [
    [12, 5, 0],
    [47, 5, 1],
    [500, 5, 1],
    [60, 20, 2],
    [0, 0, 0],
    [10, 900, 2],
  ] as const) {
    expect(wordAt(words, x, y), `${x} ${y}`).toBe(at);
  }
  expect(wordAt([], 1, 1)).toBe(-1);
});

test("words are chosen by the keys, one or a run, and never beyond the page", () => {
  const at = (from: number, to: number) => ({ kind: "words", from, to }) as const;
  expect(moveWords(null, 1, false, 3)).toEqual(at(0, 0));
  expect(moveWords(at(0, 0), 1, false, 3)).toEqual(at(1, 1));
  expect(moveWords(at(1, 1), 1, true, 3)).toEqual(at(1, 2));
  expect(moveWords(at(1, 2), 1, true, 3)).toEqual(at(1, 2));
  expect(moveWords(at(1, 2), -5, true, 3)).toEqual(at(1, 0));
  expect(moveWords(null, 1, false, 0)).toBeNull();
  expect(areasOf(at(1, 0), words)).toHaveLength(2);
});

test("a frame stays on its page and is never nothing", () => {
  const page = [100, 200] as const;
  expect(moveFrame([10, 10, 40, 30], -10, 0, false, ...page)).toEqual([0, 10, 30, 30]);
  expect(moveFrame([10, 10, 40, 30], 50, 50, false, ...page)).toEqual([70, 180, 100, 200]);
  expect(moveFrame([10, 10, 40, 30], 50, 0, true, ...page)).toEqual([10, 10, 100, 30]);
  expect(moveFrame([10, 10, 40, 30], -50, -50, true, ...page)).toEqual([10, 10, 16, 16]);
  expect(frameBetween([40, 30], [10, 10], ...page)).toEqual([10, 10, 40, 30]);
  expect(frameBetween([-5, -5], [500, 20], ...page)).toEqual([0, 0, 100, 20]);
  expect(frameBetween([10, 10], [11, 11], ...page)).toBeNull();
});
