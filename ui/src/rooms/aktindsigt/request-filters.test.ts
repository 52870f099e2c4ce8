import { expect, test } from "vitest";
import { answersFrom, choiceFrom, isNarrowed, queryFrom, type RequestChoice, savedQuery, shownStates } from "./request-filters";

test("a choice survives being a link, and the first list has a bare one", () => {
  for (const shown of shownStates) {
    for (const onlyMine of [true, false]) {
      const choice: RequestChoice = { shown, onlyMine, text: "rampe" };
      const link = Object.fromEntries(Object.entries(queryFrom(choice)).filter((entry): entry is [string, string] => !!entry[1]));
      expect(choiceFrom(link)).toEqual(choice);
    }
  }
  expect(isNarrowed(choiceFrom({}))).toBe(false);
  expect(choiceFrom({ vis: "<b>", mine: "?" })).toEqual({ shown: "open", onlyMine: false, text: "" });
});

test("what is saved is what chooses the list, and nothing that stands open in it", () => {
  expect(savedQuery({ vis: "alle", tekst: "støj", sag: "c1" })).toBe("vis=alle&tekst=st%C3%B8j");
  expect(answersFrom("vis=alle&tekst=st%C3%B8j")).toEqual({ vis: "alle", mine: null, tekst: "støj" });
});
