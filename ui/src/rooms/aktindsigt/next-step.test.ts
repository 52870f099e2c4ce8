import { expect, test } from "vitest";
import type { AktindsigtDetail, AktindsigtLogRow } from "../../backend/contract";
import { nextStep, type Who } from "./next-step";

const anne: Who = { name: "Anne", mayApprove: false, mayStop: false };
const bo: Who = { name: "Bo", mayApprove: true, mayStop: false };
const dorthe: Who = { name: "Dorthe", mayApprove: false, mayStop: true };
const line = (by: string, kind: string): AktindsigtLogRow => ({ number: 1, at: "2026-11-20T10:00:00+00:00", by, kind, detail: null, text: null });

function next(state: AktindsigtDetail["state"], [listed, undecided]: [number, number], log: AktindsigtLogRow[], who: Who, mayChange = who !== dorthe) {
  const items = { listed, undecided } as AktindsigtDetail["items"];
  return nextStep({ state, isOpen: state !== "released", items, log, mayChange }, who)?.name ?? null;
}

test("the page offers the one thing that comes next, to whoever can do it", () => {
  expect(next("received", [0, 0], [], anne)).toBe("collect");
  expect(next("collecting", [5, 2], [], anne)).toBe("decide");
  expect(next("reviewing", [5, 0], [], anne)).toBe("release");
  expect(next("reviewing", [5, 0], [], dorthe)).toBe(null);
  expect(next("released", [5, 0], [], anne)).toBe(null);
  const sent = [line("Anne", "decided"), line("Anne", "sent_to_approval")];
  expect(next("awaiting_approval", [5, 0], sent, anne)).toBe(null);
  expect(next("awaiting_approval", [5, 0], sent, bo)).toBe("approve");
  expect(next("awaiting_approval", [5, 0], sent, dorthe)).toBe("look");
  const approved = [...sent, line("Bo", "approved")];
  expect(next("awaiting_approval", [5, 0], approved, anne)).toBe("give");
  expect(next("awaiting_approval", [5, 0], approved, bo, false)).toBe(null);
  // Sent again after it came back.
  expect(next("awaiting_approval", [5, 0], [...approved, line("Bo", "returned"), line("Anne", "sent_to_approval")], bo)).toBe("approve");
});

test("nobody is led to approve her own work, and a stop is answered first", () => {
  const own = [line("Bo", "letter_saved"), line("Anne", "sent_to_approval")];
  expect(next("awaiting_approval", [5, 0], own, bo)).toBe(null);
  const stopped = [line("Anne", "sent_to_approval"), line("Dorthe", "stopped")];
  expect(next("awaiting_approval", [5, 0], stopped, bo)).toBe("answer_stop");
  expect(next("awaiting_approval", [5, 0], [...stopped, line("Bo", "stop_answered")], bo)).toBe("approve");
});
