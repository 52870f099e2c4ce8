import { describe, expect, it } from "vitest";
import { drawn, type Line, type Mark } from "./drawn-text";

const textOf = (lines: readonly Line[]) => lines.flatMap((line) => line.chunks.map((chunk) => chunk.text)).join("");

function marked(lines: readonly Line[]): [string, string][] {
  return lines.flatMap((line) =>
    line.chunks.flatMap((chunk) =>
      chunk.runs.map((run): [string, string] => [chunk.text.slice(run.from, run.to), run.look]),
    ),
  );
}

const mark = (start: number, end: number, look = "bad"): Mark => ({ start, end, look });

describe("drawn", () => {
  it("is the text itself, whatever the marks say", () => {
    const text = "Hun er doven,\n\nsiger Bo 😀.\n";
    for (const marks of [
      [],
      [mark(7, 12)],
      [mark(0, text.length)],
      [mark(7, 20), mark(7, 9), mark(12, 22)],
      [mark(5, 5), mark(9, 900)],
    ]) {
      expect(textOf(drawn(text, marks, []))).toBe(text);
    }
  });

  it("shows over one another what lies so: chosen over warning over the rest", () => {
    const lines = drawn("abcdefgh", [mark(0, 6, "info"), mark(1, 3, "bad"), mark(2, 4, "warn chosen")], []);
    expect(marked(lines)).toEqual([
      ["a", "info"],
      ["b", "bad"],
      ["cd", "warn chosen"],
      ["ef", "info"],
    ]);
  });

  it("goes on with a mark over the end of a line", () => {
    expect(marked(drawn("Ditte\nHolm", [mark(0, 10)], []))).toEqual([
      ["Ditte\n", "bad"],
      ["Holm", "bad"],
    ]);
  });

  it("leaves every line alone but the one that changed", () => {
    const text = Array.from({ length: 200 }, (_, n) => `linje ${n} med doven i`).join("\n");
    const marks = [...text.matchAll(/doven/g)].map((hit) => mark(hit.index, hit.index + 5));
    const before = drawn(text, marks, []);
    const at = text.indexOf("linje 100");
    const after = drawn(
      `${text.slice(0, at)}x${text.slice(at)}`,
      marks.map((one) => (one.start > at ? mark(one.start + 1, one.end + 1) : one)),
      before,
    );
    expect(after.filter((line, n) => line !== before[n])).toHaveLength(1);
    expect(textOf(after)).toContain("xlinje 100");
  });

  it("leaves most of one long line alone when a letter is put in front of it", () => {
    const words = ["borger", "barn", "doven", "møde", "sag", "brev", "skole", "hjem"];
    let seed = 3;
    const text = Array.from({ length: 20_000 }, () => words[(seed = (seed * 48271) % 2147483647) % 8]).join(" ");
    const find = (inText: string) => [...inText.matchAll(/doven/g)].map((hit) => mark(hit.index, hit.index + 5));
    const before = drawn(text, find(text), []);
    const after = drawn(`x${text}`, find(`x${text}`), before);
    const [was, now] = [before[0]?.chunks ?? [], after[0]?.chunks ?? []];
    expect(textOf(after)).toBe(`x${text}`);
    expect(was.length).toBeGreaterThan(40);
    const known = new Set(was);
    expect(now.filter((chunk) => !known.has(chunk)).length).toBeLessThan(4);
  });

  it("is the same thing when nothing changed", () => {
    const lines = drawn("Hun er doven.", [mark(7, 12)], []);
    expect(drawn("Hun er doven.", [mark(7, 12)], lines)).toBe(lines);
  });
});
