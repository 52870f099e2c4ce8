import type { ListTasks, TaskSpan } from "../../backend/contract";

/** What is asked of the list: everything of a request but the page. */
export type TaskFilters = Omit<ListTasks, "offset" | "limit">;

/** The lists a person goes between. *Venter* is her own that wait. */
export const taskLists = ["mine", "team", "created", "waiting", "all"] as const;
export type TaskList = (typeof taskLists)[number];

export const spans = ["late", "today", "soon", "later", "no_day"] as const satisfies TaskSpan[];

/** Everything that is not done, only what can be gone on with, or what is done. */
export type TaskShownHere = "not_done" | "open" | "done";

export interface TaskChoice {
  list: TaskList;
  span: TaskSpan | null;
  shown: TaskShownHere;
  text: string;
}

const maxText = 200;
const words: Record<TaskList, string> = { mine: "mine", team: "team", created: "oprettet", waiting: "venter", all: "alle" };
const spanWords: Record<TaskSpan, string> = { late: "sene", today: "i-dag", soon: "snart", later: "senere", no_day: "uden-dag" };

/** The filters stand in the link, so that back, forward and a link from a colleague find the same list. */
export function choiceFrom(query: Record<string, string>): TaskChoice {
  return {
    list: taskLists.find((one) => words[one] === query.hvis) ?? "mine",
    span: spans.find((one) => spanWords[one] === query.naar) ?? null,
    shown: query.vis === "udfoerte" ? "done" : query.vis === "i-gang" ? "open" : "not_done",
    text: (query.tekst ?? "").slice(0, maxText),
  };
}

export function queryFrom(choice: TaskChoice): Record<string, string | null> {
  return {
    hvis: choice.list === "mine" ? null : words[choice.list],
    naar: choice.span && spanWords[choice.span],
    vis: { not_done: null, open: "i-gang", done: "udfoerte" }[choice.shown],
    tekst: choice.text || null,
  };
}

export function isNarrowed(choice: TaskChoice): boolean {
  return Object.values(queryFrom(choice)).some((value) => value !== null);
}

/** What a saved list is kept as: the answers of the link that choose the list, and none that open something in it. */
export function savedQuery(query: Record<string, string>): string {
  const kept = Object.entries(queryFrom(choiceFrom(query))).filter((entry): entry is [string, string] => !!entry[1]);
  return new URLSearchParams(kept).toString();
}

export function answersFrom(saved: string): Record<string, string | null> {
  return queryFrom(choiceFrom(Object.fromEntries(new URLSearchParams(saved))));
}

export function requestOf(choice: TaskChoice): TaskFilters {
  const whose = { mine: "mine", waiting: "mine", team: "my_teams", created: "created_by_me", all: "all_in_reach" } as const;
  const isWaiting = choice.list === "waiting";
  return {
    whose: whose[choice.list],
    caseId: null,
    state: isWaiting ? "waiting" : choice.shown,
    span: choice.shown === "done" ? null : choice.span,
    text: choice.text,
    sort: "due_first",
  };
}

/** A link to one of the lists. */
export function linkQuery(list: TaskList, shown: TaskShownHere = "not_done"): Record<string, string> {
  const answers = Object.entries(queryFrom({ list, span: null, shown, text: "" }));
  return Object.fromEntries(answers.filter((entry): entry is [string, string] => !!entry[1]));
}
