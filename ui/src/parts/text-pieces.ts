import type { MarkedText } from "../backend/contract";

export interface TextPiece {
  text: string;
  isHit: boolean;
}

/** A text cut where marks begin and end. A mark that lies outside, or over another, loses no letter and doubles none. */
export function textPieces({ text, marks }: MarkedText): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  const put = (to: number, isHit: boolean) => {
    if (to > at) pieces.push({ text: text.slice(at, to), isHit });
    at = Math.max(at, to);
  };
  for (const [begin, end] of marks.toSorted((a, b) => a[0] - b[0])) {
    if (begin < 0 || end <= begin || end > text.length) continue;
    put(begin, false);
    put(end, true);
  }
  put(text.length, false);
  return pieces;
}
