import type { TaskDue, TaskDueFrom, TaskDueHow, TaskDueSide, TaskDueUnit } from "../../backend/contract";
import { longDay, shortDay } from "../../i18n/format";
import { language, t } from "../../i18n/messages.svelte";

export const dueUnits = ["working_days", "calendar_days", "weeks"] as const satisfies TaskDueUnit[];
export const dueSides = ["after", "before"] as const satisfies TaskDueSide[];

/** What a task about this can be counted from. */
export function possibleStarts(about: { caseId: string | null; documentId: string | null }): TaskDueFrom[] {
  return [
    "today",
    "day",
    ...(about.caseId ? (["case_opened", "case_due", "deadline"] as const) : []),
    ...(about.documentId ? (["document"] as const) : []),
  ];
}

export interface DueForm {
  how: "none" | "day" | "counted";
  day: string;
  amount: string;
  unit: TaskDueUnit;
  side: TaskDueSide;
  from: TaskDueFrom;
  fromDay: string;
}

export const noDue: DueForm = { how: "none", day: "", amount: "5", unit: "working_days", side: "after", from: "today", fromDay: "" };

export function formOf(due: TaskDue): DueForm {
  if (due.kind === "day") return { ...noDue, how: "day", day: due.day };
  if (due.kind === "none") return noDue;
  const { amount, unit, side, from, day } = due;
  return { ...noDue, how: "counted", amount: String(amount), unit, side, from, fromDay: day ?? "" };
}

/** None where something is missing yet. */
export function dueOf(form: DueForm): TaskDue | null {
  if (form.how === "none") return { kind: "none" };
  if (form.how === "day") return form.day.trim() ? { kind: "day", day: form.day } : null;
  const amount = Number(form.amount.trim() || "x");
  if (!Number.isInteger(amount) || amount < 0 || (form.from === "day" && !form.fromDay.trim())) return null;
  const { unit, side, from } = form;
  return { kind: "counted", amount, unit, side, from, day: from === "day" ? form.fromDay : null };
}

/** "3 arbejdsdage før sagens frist, fredag den 4. december 2026." */
export function howText(how: TaskDueHow): string[] {
  const rule = t("tasks.how", {
    length: t(`tasks.length.${how.unit}`, { n: how.amount }),
    side: t(`tasks.side.${how.side}`),
    from: t(`tasks.from.${how.from}`),
    day: longDay(how.fromDay),
  });
  const names = how.closed.map((closed) => {
    const name = closed.name && (language() === "da" ? closed.name.da : closed.name.en);
    return name ? `${shortDay(closed.day)} (${name})` : shortDay(closed.day);
  });
  const list = names.join(", ") + (how.closedInAll > names.length ? ", …" : "");
  if (how.endedOn) return [rule, t("tasks.how.ended", { day: longDay(how.endedOn) })];
  return how.closedInAll > 0 ? [rule, t("tasks.how.closed", { n: how.closedInAll, days: list })] : [rule];
}

/** What to do about what the desk said no to. */
export function taskProblem(problem: string): string | null {
  switch (problem) {
    case "no_such_day":
      return t("tasks.problem.no_such_day");
    case "nothing_to_count_from":
      return t("tasks.problem.nothing_to_count_from");
    case "too_long":
      return t("tasks.problem.too_long");
    case "too_many":
      return t("tasks.problem.too_many");
    case "team_cannot_see_case":
      return t("tasks.problem.team_cannot_see_case");
    case "cannot_see_case":
      return t("tasks.problem.cannot_see_case");
    case "cannot_work":
    case "no_such_person":
    case "no_such_team":
      return t("tasks.problem.cannot_work");
    case "already_done":
      return t("tasks.problem.already_done");
    default:
      return null;
  }
}
