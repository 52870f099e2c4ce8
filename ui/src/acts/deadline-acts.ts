import { askedAct, type DeadlineAct } from "../rooms/case/deadlines/asked-act";
import type { IconName } from "../parts/icons";
import type { Act } from "./acts";
import type { Shortcut } from "./shortcut";

/** What is done often has keys of its own; the palette has all of it. */
const all: readonly [DeadlineAct, IconName, Shortcut?][] = [
  ["add", "plus", "Ctrl+Shift+F"],
  ["stop", "time", "Ctrl+Shift+S"],
  ["restart", "time", "Ctrl+Shift+G"],
  ["extend", "time", "Ctrl+Shift+U"],
  ["letter", "document", "Ctrl+Shift+B"],
  ["complete", "check", "Ctrl+Shift+A"],
  ["duty", "check"],
  ["tell", "person"],
  ["part", "plus"],
  ["move", "time"],
  ["copy", "copy"],
];

/** What can be done with the open case's deadlines; only while one stands open on the screen. */
export const deadlineActs: readonly Act[] = all.map(([act, icon, shortcut]) => ({
  id: `deadline.${act}`,
  messageKey: `act.deadline.${act}` as const,
  group: "case",
  icon,
  ...(shortcut ? { shortcut } : {}),
  right: act === "copy" ? "read_cases" : "work_on_cases",
  isPossible: () => askedAct.isPossible(act),
  run: () => askedAct.ask(act),
}));
