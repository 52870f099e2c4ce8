import { expect, test } from "vitest";
import type { ItemRow } from "../../../backend/contract";
import { changeOf, itemForm, takesDecisionBack } from "./item-form";

const row = {
  title: "Brev om rampe",
  dated: "2026-03-09",
  dispatched: null,
  direction: "incoming",
  matter: "other",
  sender: "",
  recipient: "",
  regime: "party_access",
  regimeIsOwn: false,
  decision: "given",
} as unknown as ItemRow;

test("what was not touched is sent as it stood", () => {
  expect(changeOf(itemForm(row))).toEqual({
    kind: "facts",
    title: "Brev om rampe",
    dated: "2026-03-09",
    dispatched: null,
    direction: "incoming",
    matter: "other",
    sender: "",
    recipient: "",
    regime: null,
  });
});

test("a day that is no day is sent to nobody", () => {
  expect(changeOf({ ...itemForm(row), dated: "31-02-2026" })).toBeNull();
  expect(changeOf({ ...itemForm(row), dispatched: "i går" })).toBeNull();
  expect(changeOf({ ...itemForm(row), dispatched: "10.3.2026" })).toMatchObject({ dispatched: "2026-03-10" });
});

test("one is told before a change takes a decision back, and only then", () => {
  expect(takesDecisionBack(row, { ...itemForm(row), title: "Brev" })).toBe(false);
  expect(takesDecisionBack(row, { ...itemForm(row), direction: "outgoing" })).toBe(true);
  expect(takesDecisionBack({ ...row, decision: "undecided" }, { ...itemForm(row), direction: "outgoing" })).toBe(false);
});
