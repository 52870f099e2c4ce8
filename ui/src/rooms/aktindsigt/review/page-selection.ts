import type { ReviewWord } from "../../../backend";

export type Area = readonly [number, number, number, number];

/** What a person has pointed out on a page, to be covered or kept. */
export type Selection = { kind: "words"; from: number; to: number } | { kind: "area"; area: Area };

/** Points that an arrow moves or widens a frame by. */
const step = 6;
const least = 6;

/** The word at a point of the page, or the nearest on its line; -1 on a page without words. */
export function wordAt(words: readonly ReviewWord[], x: number, y: number): number {
  let best = -1;
  let nearest = Number.POSITIVE_INFINITY;
  words.forEach((word, at) => {
    const [left, top, right, bottom] = word.area;
    const across = Math.max(left - x, 0, x - right);
    const down = Math.max(top - y, 0, y - bottom);
    // Another line is farther than any word of one's own.
    const distance = across + down * 20;
    if (distance < nearest) {
      nearest = distance;
      best = at;
    }
  });
  return best;
}

/** The words from the one to the other, both with it, as they are chosen by the keys. */
export function moveWords(selection: Selection | null, by: number, widens: boolean, count: number): Selection | null {
  if (count === 0) return null;
  const within = (at: number) => Math.min(Math.max(at, 0), count - 1);
  if (selection?.kind !== "words") return { kind: "words", from: 0, to: 0 };
  const to = within(selection.to + by);
  return { kind: "words", from: widens ? selection.from : to, to };
}

export function areasOf(selection: Selection, words: readonly ReviewWord[]): Area[] {
  if (selection.kind === "area") return [selection.area];
  const [first, last] = [Math.min(selection.from, selection.to), Math.max(selection.from, selection.to)];
  return words.slice(first, last + 1).map((word) => word.area as Area);
}

/** A frame in the middle of the page, to be moved to where it belongs. */
export function firstFrame(width: number, height: number): Selection {
  return { kind: "area", area: [width * 0.3, height * 0.4, width * 0.7, height * 0.45] };
}

/** Moves a frame, or its lower right corner; it never leaves the page. */
export function moveFrame(area: Area, across: number, down: number, widens: boolean, width: number, height: number): Area {
  const [left, top, right, bottom] = area;
  const [byX, byY] = [across * step, down * step];
  if (widens) {
    return [left, top, Math.min(Math.max(right + byX, left + least), width), Math.min(Math.max(bottom + byY, top + least), height)];
  }
  const x = Math.min(Math.max(byX, -left), width - right);
  const y = Math.min(Math.max(byY, -top), height - bottom);
  return [left + x, top + y, right + x, bottom + y];
}

/** A frame drawn from one point to another, in either direction; none where it is no more than a press. */
export function frameBetween(from: readonly [number, number], to: readonly [number, number], width: number, height: number): Area | null {
  const clamp = (at: number, most: number) => Math.min(Math.max(at, 0), most);
  const [x0, x1] = [clamp(Math.min(from[0], to[0]), width), clamp(Math.max(from[0], to[0]), width)];
  const [y0, y1] = [clamp(Math.min(from[1], to[1]), height), clamp(Math.max(from[1], to[1]), height)];
  return x1 - x0 < least / 2 || y1 - y0 < least / 2 ? null : [x0, y0, x1, y1];
}
