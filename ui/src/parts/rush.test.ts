import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Rush } from "./rush.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const drawn = { first: 100, end: 130 };

function rushing() {
  let now = 1_000;
  const rush = new Rush(() => now);
  const step = (rows: number, after = 16) => {
    now += after;
    vi.advanceTimersByTime(after);
    rush.moved(rows, drawn);
  };
  const wait = (time: number) => {
    now += time;
    vi.advanceTimersByTime(time);
  };
  return { rush, step, wait };
}

test("rows that are pulled by wait to be drawn until they rest, and those that stood stay", () => {
  const { rush, step, wait } = rushing();
  for (let n = 0; n < 5; n++) step(10);
  expect([99, 100, 129, 130].map((index) => rush.passes(index))).toEqual([true, false, false, true]);
  wait(100);
  expect(rush.passes(130)).toBe(false);
});

test("who scrolls to read, leaps once, or goes by keys sees every row", () => {
  const check = (what: string, act: (by: ReturnType<typeof rushing>) => void) => {
    const by = rushing();
    act(by);
    expect(by.rush.passes(500), what).toBe(false);
  };
  check("a row at a time", ({ step }) => {
    for (let n = 0; n < 30; n++) step(1);
  });
  check("one leap", ({ step }) => step(5_000));
  check("with rests between", ({ step }) => {
    for (let n = 0; n < 10; n++) step(20, 120);
  });
  check("by keys", ({ rush, step }) => {
    for (let n = 0; n < 10; n++) {
      rush.byKeys();
      step(20, 30);
    }
  });
  check("slower again", ({ step }) => {
    for (let n = 0; n < 5; n++) step(10);
    step(1);
  });
});
