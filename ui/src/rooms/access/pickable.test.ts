import { expect, test } from "vitest";
import { pickable } from "./pickable";

const all = Array.from({ length: 50 }, (_, at) => ({ id: String(at) }));
const ids = (chosen: string[], fits: (one: { id: string }) => boolean, isTyped: boolean) =>
  pickable(all, chosen, fits, isTyped).map((one) => one.id);

test("who is chosen is never hidden by what is typed, and nobody stands there twice", () => {
  expect(ids(["7", "3"], (one) => one.id === "3" || one.id === "12", true)).toEqual(["3", "7", "12"]);
  expect(ids(["7"], () => false, true)).toEqual(["7"]);
});

test("before anything is typed only the chosen are shown, and never a list of everybody", () => {
  expect(ids([], () => true, false)).toEqual([]);
  expect(ids([], () => true, true)).toHaveLength(20);
});
