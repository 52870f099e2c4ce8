import type { DaySection, MyDay } from "../../backend/contract";
import { linkTo } from "../../route/place";
import { linkQuery } from "../tasks/task-filters";

export const sectionIds = ["late", "today", "soon", "tasks", "waiting", "news", "drafts"] as const;
export type SectionId = (typeof sectionIds)[number];

export function sectionOf(day: MyDay, id: SectionId): DaySection {
  const all: Record<SectionId, DaySection> = {
    late: day.late,
    today: day.dueToday,
    soon: day.soon,
    tasks: day.tasks,
    waiting: day.waiting,
    news: day.news,
    drafts: day.drafts,
  };
  return all[id];
}

/** The room that has the whole of it. */
export function linkOf(id: SectionId): string | null {
  switch (id) {
    case "late":
      return linkTo({ path: "frister", query: { naar: "late" } });
    case "today":
      return linkTo({ path: "frister", query: { naar: "today" } });
    case "soon":
      return linkTo({ path: "frister", query: {} });
    case "tasks":
      return linkTo({ path: "opgaver/liste", query: linkQuery("mine") });
    case "waiting":
      return linkTo({ path: "opgaver/liste", query: linkQuery("waiting") });
    default:
      return null;
  }
}

/** Nothing presses: nothing late, due or soon, no task and nothing that waits. */
export function isQuiet(day: MyDay): boolean {
  return sectionIds.every((id) => sectionOf(day, id).total === 0);
}
