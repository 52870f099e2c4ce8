import type { DeadlineDetail, DeadlineLogRow } from "../../../backend/contract";

export type ChangeAct = "complete" | "stop" | "restart" | "extend" | "letter" | "tell" | "duty" | "move";

/** In the order of their buttons. To move a day is offered beside what it would be. */
const buttons = ["complete", "stop", "restart", "extend", "letter", "duty", "tell"] as const;

const dutiesWithLetter = ["letter_before", "letter_at_overrun"];
const dutiesWithAct = ["provisional_assessment", "reasons_in_report", "escalate"];

export function offeredActs(detail: DeadlineDetail): ChangeAct[] {
  return buttons.filter((act) => mayDo(detail, act));
}

/** Whether an act makes sense on a deadline as it stands. Whether it is lawful on the day given, the desk says. */
export function mayDo({ mayChange, row, rule, wouldBe }: DeadlineDetail, act: ChangeAct): boolean {
  if (!mayChange || isCompleted(row.state)) return false;
  const stands = row.state === "stopped";
  switch (act) {
    case "complete":
      return true;
    case "stop":
      return !stands && rule.stops.length > 0;
    case "restart":
      return stands;
    case "extend":
      return !stands && rule.mayExtend;
    case "letter":
      return row.due !== null && dutiesWithLetter.includes(rule.overrun);
    case "duty":
      return dutiesWithAct.includes(rule.overrun);
    case "tell":
      return row.due !== null;
    case "move":
      return wouldBe !== null;
  }
}

/** Of a completed deadline only that it was completed can be taken back. */
export function mayUndo({ mayChange, row, log }: DeadlineDetail, line: DeadlineLogRow): boolean {
  if (!mayChange || line.isUndone) return false;
  if (!isCompleted(row.state)) return true;
  const completed = log.find((one) => one.kind === "completed" && !one.isUndone);
  return line.number === completed?.number;
}

export function isCompleted(state: DeadlineDetail["row"]["state"]): boolean {
  return state === "completed_in_time" || state === "completed_late";
}
