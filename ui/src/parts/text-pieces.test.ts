import { expect, test } from "vitest";
import { textPieces } from "./text-pieces";

test("a text is cut at its marks, whole and in its order", () => {
  const check = (marks: [number, number][], expected: string) => {
    const pieces = textPieces({ text: "Anne Jensen", marks });
    expect(pieces.map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text)).join("")).toBe(expected);
    expect(pieces.map((piece) => piece.text).join("")).toBe("Anne Jensen");
  };
  check([], "Anne Jensen");
  check([[0, 4]], "[Anne] Jensen");
  check([[5, 8], [0, 2]], "[An]ne [Jen]sen");
  check([[0, 4], [2, 7]], "[Anne][ Je]nsen");
  check([[5, 11]], "Anne [Jensen]");
  check([[5, 400], [-3, 2], [4, 4], [7, 6]], "Anne Jensen");
});
