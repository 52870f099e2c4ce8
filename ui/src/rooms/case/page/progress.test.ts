import { expect, test } from "vitest";
import { progressOf } from "./progress";

const step = (status: "opstaaet" | "oplyst" | "afgjort", at: string) => ({ status, at, by: null });

test("the picture says what is done, where the case is, and since when", () => {
  const shown = progressOf("oplyst", [step("opstaaet", "2026-01-01"), step("oplyst", "2026-02-01")]);
  expect(shown.map((one) => one.state)).toEqual(["done", "now", "ahead", "ahead", "ahead", "ahead"]);
  expect(shown.map((one) => one.at)).toEqual(["2026-01-01", "2026-02-01", null, null, null, null]);
});

test("a case that went back shows the last time, and nothing of what lies ahead again", () => {
  const shown = progressOf("oplyst", [
    step("opstaaet", "2026-01-01"),
    step("oplyst", "2026-02-01"),
    step("afgjort", "2026-03-01"),
    step("oplyst", "2026-04-01"),
  ]);
  expect(shown[1]?.at).toBe("2026-04-01");
  expect(shown[2]).toEqual({ status: "afgjort", state: "ahead", at: null, by: null });
});

test("a step that was passed over has no date", () => {
  const shown = progressOf("afsluttet", [step("opstaaet", "2026-01-01")]);
  expect(shown[5]?.state).toBe("now");
  expect(shown.slice(1).every((one) => one.at === null)).toBe(true);
});
