import { expect, test } from "vitest";
import { answersFrom, choiceFrom, isNarrowed, linkQuery, queryFrom, requestOf, savedQuery } from "./task-filters";

test("what a list is chosen by stands in its link, and is found again there", () => {
  const check = (query: Record<string, string>, expected: Record<string, string | null>) => {
    const choice = choiceFrom(query);
    expect(queryFrom(choice)).toEqual({ hvis: null, naar: null, vis: null, tekst: null, ...expected });
    expect(choiceFrom(query)).toEqual(choice);
  };
  check({}, {});
  check({ hvis: "team", naar: "sene", tekst: "læge" }, { hvis: "team", naar: "sene", tekst: "læge" });
  check({ hvis: "noget andet", naar: "før", vis: "x" }, {});
  check({ vis: "udfoerte", opgave: "1" }, { vis: "udfoerte" });
  check({ vis: "i-gang" }, { vis: "i-gang" });
});

test("a saved list keeps what chooses it, and nothing that is open in it", () => {
  expect(savedQuery({ hvis: "oprettet", opgave: "1", sag: "2" })).toBe("hvis=oprettet");
  expect(answersFrom("hvis=oprettet")).toEqual({ hvis: "oprettet", naar: null, vis: null, tekst: null });
  expect(isNarrowed(choiceFrom({ opgave: "1" }))).toBe(false);
});

test("each list asks the desk for its own", () => {
  const check = (query: Record<string, string>, whose: string, state: string, span: string | null = null) =>
    expect(requestOf(choiceFrom(query))).toMatchObject({ whose, state, span });
  check({}, "mine", "not_done");
  check({ hvis: "venter" }, "mine", "waiting");
  check({ hvis: "venter", vis: "udfoerte" }, "mine", "waiting");
  check({ hvis: "team", vis: "udfoerte", naar: "sene" }, "my_teams", "done");
  check({ hvis: "alle", naar: "snart" }, "all_in_reach", "not_done", "soon");
  expect(linkQuery("waiting")).toEqual({ hvis: "venter" });
  check({ vis: "i-gang", naar: "sene" }, "mine", "open", "late");
  expect(linkQuery("mine", "open")).toEqual({ vis: "i-gang" });
});
