import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import da from "../../../messages/da.json";
import en from "../../../messages/en.json";
import { flaggedPages, likeText } from "./words";

const contract = readFileSync(fileURLToPath(new URL("../../../backend/contract.ts", import.meta.url)), "utf8");

/** The words of an enum, read off the contract itself: a new one without its texts is found here. */
function wordsOf(name: string): string[] {
  const line = new RegExp(`export type ${name} = ([^;]+);`).exec(contract)?.[1] ?? "";
  return [...line.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? "");
}

test("every word of the contract is said in both languages", () => {
  const check = (name: string, ...prefixes: string[]) => {
    const words = wordsOf(name);
    expect(words.length, name).toBeGreaterThan(1);
    for (const [language, table] of Object.entries({ da, en } as Record<string, Record<string, string>>)) {
      for (const word of words) {
        for (const prefix of prefixes) {
          const text = table[`${prefix}.${word}`] ?? table[`${prefix}.${word}.n_other`];
          expect(text?.trim(), `${language}: ${prefix}.${word}`).toBeTruthy();
        }
      }
    }
  };
  check("FileState", "intake.state", "intake.sum");
  check("FileShown", "intake.shown");
  check("FileKind", "intake.kind");
  check("FileRole", "intake.role");
  check("WhyUnreadable", "intake.why", "intake.why_do");
  check("HiddenKind", "intake.hidden");
  check("PageFlag", "intake.flag");
  check("IntakeTool", "intake.tool");
});

test("likeness is cut down, and only what is equal byte for byte is called so", () => {
  const like = (likeness: number, isExact: boolean) =>
    likeText({ like: { place: "3.1", name: "brev.pdf", likeness, isExact } });
  expect(like(979, false)).toBe("97 % ens med 3.1 brev.pdf");
  expect(like(1000, true)).toBe("Helt ens med 3.1 brev.pdf");
  expect(likeText({ like: null })).toBe("");
});

test("a page with several flags is counted once, and a blank one not at all", () => {
  expect(
    flaggedPages({
      flags: [
        { flag: "face", pages: 2 },
        { flag: "handwriting", pages: 3 },
        { flag: "blank", pages: 9 },
      ],
    }),
  ).toBe(3);
});
