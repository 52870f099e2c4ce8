import { expect, test } from "vitest";
import type { TemplateFault } from "../../../backend/contract";
import { leadOf, placeBeside, placesOfFaults, shifted } from "./letter-places";

const fault = (line: number, kind: TemplateFault["kind"] = "unfinished"): TemplateFault => ({ line, kind, what: "" });

test("what is to be written is found where it stands, each bracket by itself", () => {
  const text = "# Afgørelse\n\nSvar senest [skriv datoen] til [skriv hvem].\nKære {{borger.navn}}\n[skriv resten";
  const said = (faults: TemplateFault[]) => placesOfFaults(text, faults).map((one) => text.slice(one.start, one.end));
  for (const [faults, places] of [
    [[], []],
    [[fault(3)], ["[skriv datoen]", "[skriv hvem]"]],
    [[fault(4, "empty_field")], ["{{borger.navn}}"]],
    [[fault(5)], ["[skriv resten"]],
    [[fault(1, "two_titles")], ["# Afgørelse"]],
    [[fault(2, "no_title")], [""]],
    [[fault(99)], [""]],
  ] as const) {
    expect(said([...faults])).toEqual(places);
  }
});

test("what is typed before the text moves its places, and is not kept with it", () => {
  expect(leadOf("\n\n Hej\n")).toBe(3);
  expect(leadOf("Hej\n")).toBe(0);
  expect(shifted([{ start: 1, end: 2 }], 3)).toEqual([{ start: 4, end: 5 }]);
});

test("one goes from place to place, from where the keys are, and around the ends", () => {
  const places = [
    { start: 20, end: 25 },
    { start: 5, end: 8 },
    { start: 40, end: 41 },
  ];
  for (const [at, cursor, by, start] of [
    [null, 0, 1, 5],
    [null, 10, 1, 20],
    [null, 99, 1, 5],
    [null, 99, -1, 40],
    [null, 10, -1, 5],
    [null, 0, -1, 40],
    [{ start: 5, end: 8 }, 0, 1, 20],
    [{ start: 40, end: 41 }, 0, 1, 5],
    [{ start: 5, end: 8 }, 0, -1, 40],
  ] as const) {
    expect(placeBeside(places, at, cursor, by)?.start).toBe(start);
  }
  expect(placeBeside([], null, 0, 1)).toBeNull();
});
