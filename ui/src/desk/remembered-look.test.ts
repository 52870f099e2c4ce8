import { expect, test } from "vitest";
import { lookFrom } from "./remembered-look";

test("what was remembered comes back", () => {
  const look = { language: "en", theme: "contrast", textSize: "larger", density: "compact" } as const;
  expect(lookFrom(JSON.parse(JSON.stringify(look)))).toEqual(look);
});

test("spoiled storage gives the defaults, never a broken screen", () => {
  const defaults = { language: "da", theme: "system", textSize: "normal", density: "comfortable" };
  for (const stored of [null, 7, "dark", [], { theme: "<b>", language: 3 }, { textSize: "huge" }]) {
    expect(lookFrom(stored)).toEqual(defaults);
  }
});
