import { newTask } from "../rooms/tasks/new-task.svelte";
import { router } from "../route/router.svelte";
import type { Act } from "./acts";

/** A task is made from wherever somebody thinks of it; on an open case it is the case's. */
export const taskActs: readonly Act[] = [
  {
    id: "task.new",
    messageKey: "act.task.new",
    alsoKey: "act.task.new.also",
    group: "case",
    icon: "plus",
    shortcut: "Ctrl+Shift+O",
    right: "work_on_cases",
    run: () => newTask.open({ caseId: router.place.query.sag ?? null }),
  },
];
