import { frameDialogs } from "../frame/frame-dialogs.svelte";
import { openCase } from "../rooms/case/page/open-case.svelte";
import type { Act } from "./acts";

/** A new case, what is done with the one that stands open, and what can be done without one. */
export const caseActs: readonly Act[] = [
  {
    id: "case.new",
    messageKey: "act.case.new",
    alsoKey: "act.case.new.also",
    group: "case",
    icon: "plus",
    shortcut: "Ctrl+Shift+N",
    right: "work_on_cases",
    run: () => (frameDialogs.open = "new_case"),
  },
  {
    id: "case.note",
    messageKey: "act.case.note",
    alsoKey: "act.case.note.also",
    group: "case",
    icon: "document",
    shortcut: "Ctrl+Shift+J",
    right: "work_on_cases",
    isPossible: () => openCase.mayWork,
    run: () => openCase.ask("note"),
  },
  {
    id: "case.change",
    messageKey: "act.case.change",
    group: "case",
    icon: "settings",
    right: "work_on_cases",
    isPossible: () => openCase.mayChange,
    run: () => openCase.ask("change"),
  },
  {
    id: "case.relate",
    messageKey: "act.case.relate",
    group: "case",
    icon: "plus",
    right: "work_on_cases",
    isPossible: () => openCase.mayWork,
    run: () => openCase.ask("relate"),
  },
  {
    id: "case.emergency",
    messageKey: "act.emergency",
    alsoKey: "act.emergency.also",
    group: "case",
    icon: "warning",
    right: "read_cases",
    run: () => {
      frameDialogs.number = "";
      frameDialogs.open = "emergency";
    },
  },
];
