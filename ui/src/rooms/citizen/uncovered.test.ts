import { beforeEach, expect, test, vi } from "vitest";
import { Uncovered, uncoveredFor } from "./uncovered.svelte";

beforeEach(() => void vi.useFakeTimers());

test("what was shown is covered by itself, and not before", () => {
  const address = new Uncovered();
  address.show("Kastanievej 12");
  vi.advanceTimersByTime((uncoveredFor - 1) * 1_000);
  expect(address.text).toBe("Kastanievej 12");
  expect(address.secondsLeft).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(address.text).toBeNull();
});

test("who is not done reading gets the whole time again", () => {
  const address = new Uncovered();
  address.show("Kastanievej 12");
  vi.advanceTimersByTime(50_000);
  address.stay();
  vi.advanceTimersByTime(50_000);
  expect(address.text).toBe("Kastanievej 12");
});

test("what was covered by hand stays covered", () => {
  const address = new Uncovered();
  address.show("Kastanievej 12");
  address.cover();
  vi.advanceTimersByTime(120_000);
  expect(address).toMatchObject({ text: null, secondsLeft: 0 });
});
