import type { LookedFrom } from "../../../backend";
import type { Place } from "../../../route/place";

/** The room a case opens in as a page of its own. */
export const casePath = "sag";

export const caseTabs = ["overview", "documents", "journal", "timeline", "log"] as const;
export type CaseTab = (typeof caseTabs)[number];

/** As they stand in links. */
const inLinks: Record<CaseTab, string> = {
  overview: "",
  documents: "dokumenter",
  journal: "journal",
  timeline: "tidslinje",
  log: "log",
};

export function placeOfCasePage(caseId: string, tab: CaseTab = "overview", more: Record<string, string> = {}): Place {
  return { path: `${casePath}/${caseId}`, query: { del: inLinks[tab], ...more } };
}

/** The task, beside the list that it is surely in. */
export function placeOfTask(id: string): Place {
  return { path: "opgaver/liste", query: { hvis: "alle", opgave: id } };
}

export function tabInLink(tab: CaseTab): string | null {
  return inLinks[tab] || null;
}

export function tabFrom(link: string | undefined): CaseTab {
  return caseTabs.find((tab) => inLinks[tab] === link) ?? "overview";
}

/** What the log is told of from where a case was come to, by the room one was in before. */
const rooms: Record<string, LookedFrom> = {
  soeg: "search",
  "min-dag": "my_day",
  frister: "deadline",
  opgaver: "task",
  borger: "citizen",
  indeks: "index",
  aktindsigt: "aktindsigt",
};

export function lookedFrom(room: string | null): LookedFrom {
  return (room && rooms[room]) || "link";
}
