import type { DayRow, DaySection, MyDay } from "../../backend/contract";
import type { MessageKey } from "../../i18n/messages.svelte";
import { linkTo, type Place } from "../../route/place";
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

/** A list in another room that has the whole of a section. */
export interface WholeList {
  key: MessageKey;
  href: string;
}

/** Deadlines and cases with a day of their source's stand together here, and in a room each: one link to each that there is. */
export function wholeLists(id: SectionId, section: DaySection): WholeList[] {
  const isCut = section.rows.length < section.total;
  const has = (kind: DayRow["kind"]) => isCut || section.rows.some((row) => row.kind === kind);
  const lists: [boolean, MessageKey, Place][] = [];
  const due = (when: "late" | "today" | "soon", naar: string, forfald: string) => {
    lists.push([has("deadline"), `my_day.all.${when}`, { path: "frister", query: { naar } }]);
    const query = { mine: "ja", aabne: "ja", forfald, orden: "due_first" };
    lists.push([has("case"), `my_day.all.${when}_cases`, { path: "soeg", query }]);
  };
  if (id === "late") due("late", "late", "late");
  else if (id === "today") due("today", "today", "today");
  else if (id === "soon") due("soon", "", "next_seven_days");
  else if (id === "tasks") lists.push([has("task"), "my_day.all.tasks", { path: "opgaver/liste", query: linkQuery("mine", "open") }]);
  else if (id === "waiting") lists.push([has("task"), "my_day.all.waiting", { path: "opgaver/liste", query: linkQuery("waiting") }]);
  return lists.filter(([isThere]) => isThere).map(([, key, place]) => ({ key, href: linkTo(place) }));
}

/** Nothing presses: nothing late, due or soon, no task and nothing that waits. */
export function isQuiet(day: MyDay): boolean {
  return sectionIds.every((id) => sectionOf(day, id).total === 0);
}
