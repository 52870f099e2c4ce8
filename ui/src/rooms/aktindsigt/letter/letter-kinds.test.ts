import { expect, test } from "vitest";
import type { AktindsigtDetail, AktindsigtLogRow } from "../../../backend/contract";
import { firstLetter, letterFrom, letterInLink, letterKinds, offeredLetters, whyNotDrafted } from "./letter-kinds";

const log = (...rows: [kind: string, detail?: string][]): AktindsigtLogRow[] =>
  rows.map(([kind, detail], at) => ({ number: at + 1, at: "2026-11-22T10:00:00Z", by: "Anne", kind, detail: detail ?? null, text: null }));
const counts = { listed: 3, undecided: 0, given: 3, partly: 0, withheld: 0, folded: 0, out: 0, changed: 0, proposed: 0, pages: 9 };
type Of = Parameters<typeof offeredLetters>[0];
const request = (more: Partial<Of> = {}): Of => ({
  state: "reviewing",
  isOpen: true,
  mayChange: true,
  items: counts,
  regimes: [{ regime: "party_access" } as AktindsigtDetail["regimes"][number]],
  log: [],
  ...more,
});

test("only letters about what has happened are offered, and those that are written can be read", () => {
  for (const [of, offered, first] of [
    [request(), ["decision", "receipt"], "decision"],
    [request({ state: "awaiting_approval" }), ["decision", "receipt"], "decision"],
    [request({ state: "refused", isOpen: false }), ["refusal"], "refusal"],
    [request({ state: "refused", isOpen: false, log: log(["letter_drafted", "receipt"]) }), ["receipt", "refusal"], "refusal"],
    [request({ state: "forwarded", isOpen: false }), ["forwarding"], "forwarding"],
    [request({ state: "withdrawn", isOpen: false }), [], null],
    [request({ state: "released", isOpen: false, log: log(["letter_drafted", "decision"], ["released"]) }), ["decision"], "decision"],
    [request({ state: "released", isOpen: false, log: log(["letter_drafted", "decision"], ["released"], ["recalled", "1"]) }), ["decision", "breach"], "breach"],
    [request({ state: "released_in_part", log: log(["released"], ["recalled", "1"], ["released"]) }), ["decision", "receipt", "breach"], "decision"],
    [request({ log: log(["refuse"], ["letter_drafted", "refusal"], ["reopen"]) }), ["decision", "receipt", "refusal"], "decision"],
  ] as const) {
    expect(offeredLetters(of)).toEqual(offered);
    expect(firstLetter(of, offered)).toBe(first);
  }
});

test("a letter is found again by its link, and one that is not offered is not", () => {
  for (const kind of letterKinds) {
    expect(letterFrom(letterInLink(kind, null) ?? undefined, letterKinds)).toBe(kind);
    expect(letterInLink(kind, kind)).toBeNull();
  }
  for (const link of [undefined, "", "noget", "brud"]) expect(letterFrom(link, ["decision"])).toBeNull();
});

test("why a letter cannot be drafted yet is told", () => {
  const undecided = { ...counts, undecided: 3, given: 0 };
  for (const [of, kind, why] of [
    [request(), "decision", null],
    [request({ mayChange: false }), "decision", "may_not"],
    [request({ isOpen: false, state: "released" }), "receipt", "closed"],
    [request({ isOpen: false, state: "refused" }), "refusal", null],
    [request({ regimes: [] }), "decision", "no_regimes"],
    [request({ regimes: [] }), "receipt", null],
    [request({ items: undecided }), "decision", "nothing_decided"],
    [request({ items: { ...undecided, undecided: 2 } }), "decision", null],
    [request({ items: { ...counts, listed: 0 } }), "decision", null],
  ] as const) {
    expect(whyNotDrafted(of, kind)).toBe(why);
  }
});
