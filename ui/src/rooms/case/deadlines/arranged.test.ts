import { expect, test } from "vitest";
import type { CaseDeadline, DeadlineState } from "../../../backend/contract";
import { arranged } from "./arranged";

function deadline(id: string, due: string | null, state: DeadlineState = "later", partOf: string | null = null): CaseDeadline {
  const row = { id, due, dueTime: null, state, started: "2026-03-02" } as CaseDeadline["row"];
  return { row, partOf };
}

test("open deadlines come soonest first, parts under their whole, and what has no day last", () => {
  const { open, closed } = arranged([
    deadline("stopped", null, "stopped"),
    deadline("whole", "2026-04-20"),
    deadline("done", "2026-03-01", "completed_late"),
    deadline("late part", "2026-04-18", "later", "whole"),
    deadline("soon", "2026-04-10"),
    deadline("early part", "2026-04-01", "late", "whole"),
  ]);
  expect(open.map(({ one }) => one.row.id)).toEqual(["soon", "whole", "early part", "late part", "stopped"]);
  expect(open.filter((each) => each.isUnderItsWhole).map(({ one }) => one.row.id)).toEqual(["early part", "late part"]);
  expect(closed.map(({ row }) => row.id)).toEqual(["done"]);
});

test("a part whose whole is closed or out of sight is not lost", () => {
  const { open } = arranged([deadline("orphan", "2026-04-01", "later", "gone")]);
  expect(open).toHaveLength(1);
  expect(open[0]?.isUnderItsWhole).toBe(false);
});
