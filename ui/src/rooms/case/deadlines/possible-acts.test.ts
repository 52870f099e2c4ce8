import { expect, test } from "vitest";
import type { DeadlineDetail, DeadlineLogRow } from "../../../backend/contract";
import { mayUndo, offeredActs } from "./possible-acts";

function detail(row: Partial<DeadlineDetail["row"]>, rule: Partial<DeadlineDetail["rule"]>, more: Partial<DeadlineDetail> = {}): DeadlineDetail {
  return {
    row: { state: "later", due: "2026-04-07", ...row },
    rule: { stops: [], mayExtend: false, overrun: "nothing", ...rule },
    mayChange: true,
    wouldBe: null,
    log: [],
    ...more,
  } as DeadlineDetail;
}

test("only what makes sense as the deadline stands is offered", () => {
  const check = (one: DeadlineDetail, expected: string[]) => expect(offeredActs(one)).toEqual(expected);
  check(detail({}, {}), ["complete", "tell"]);
  const gdpr = { stops: ["identity_in_doubt"], mayExtend: true, overrun: "letter_before" };
  check(detail({}, gdpr), ["complete", "stop", "extend", "letter", "tell"]);
  check(detail({ state: "stopped", due: null }, gdpr), ["complete", "restart"]);
  check(detail({ state: "no_day", due: null }, { overrun: "escalate" }), ["complete", "duty"]);
  check(detail({ state: "completed_late" }, gdpr), []);
  check(detail({}, gdpr, { mayChange: false }), []);
});

test("what was taken back is not taken back again, and of a completed deadline only its completion is", () => {
  const line = (number: number, kind: DeadlineLogRow["kind"], isUndone = false) => ({ number, kind, isUndone }) as DeadlineLogRow;
  const log = [line(3, "completed"), line(2, "told"), line(1, "completed", true)];
  const check = (one: DeadlineDetail, expected: boolean[]) => expect(log.map((each) => mayUndo(one, each))).toEqual(expected);
  check(detail({ state: "completed_in_time" }, {}, { log }), [true, false, false]);
  check(detail({}, {}, { log }), [true, true, false]);
  check(detail({}, {}, { log, mayChange: false }), [false, false, false]);
});
