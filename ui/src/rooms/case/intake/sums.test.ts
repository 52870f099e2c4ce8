import { expect, test } from "vitest";
import type { IntakeSums } from "../../../backend/contract";
import { addsUp, chipsFor, missingIn, partsOf, shownFrom } from "./sums";

const none: IntakeSums = {
  files: 0, waiting: 0, taken: 0, duplicates: 0, containers: 0, leftOut: 0, unreadable: 0,
  pages: 0, flaggedPages: 0, alike: 0, hidden: 0, hiddenUndecided: 0, lapsed: 0,
};

test("the parts that are said are all the files, and a count that does not add up is told", () => {
  const sums = { ...none, files: 128, taken: 96, duplicates: 12, containers: 8, leftOut: 3, unreadable: 9 };
  expect(partsOf(sums)).toEqual([
    { part: "taken", n: 96 },
    { part: "duplicate", n: 12 },
    { part: "container", n: 8 },
    { part: "left_out", n: 3 },
    { part: "unreadable", n: 9 },
  ]);
  expect(addsUp(sums)).toBe(true);
  expect(addsUp({ ...sums, files: 129 })).toBe(false);
  expect(addsUp({ ...sums, files: 130, waiting: 2 })).toBe(true);
});

test("what holds back is named with its count, and nothing else is", () => {
  const check = (part: Partial<IntakeSums>, expected: string[]) =>
    expect(missingIn({ ...none, ...part }).map(({ what, n }) => `${n} ${what}`)).toEqual(expected);
  check({}, []);
  check({ taken: 3, hidden: 5, alike: 2, flaggedPages: 7 }, []);
  check({ unreadable: 9, hiddenUndecided: 14, waiting: 1 }, ["9 unreadable", "14 hidden", "1 waiting"]);
});

test("a chip is there for what there is some of, and for the one that is chosen", () => {
  const shown = (part: Partial<IntakeSums>, chosen = "all") =>
    chipsFor({ ...none, ...part }, shownFrom(chosen)).map((chip) => chip.shown);
  expect(shown({})).toEqual(["all"]);
  expect(shown({ taken: 2, hidden: 3 })).toEqual(["all", "hidden", "taken"]);
  expect(shown({ taken: 2 }, "unreadable")).toEqual(["all", "unreadable", "taken"]);
  expect(shownFrom("noget andet")).toBe("all");
  expect(shownFrom(undefined)).toBe("all");
});
