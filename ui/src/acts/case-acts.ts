import { frameDialogs } from "../frame/frame-dialogs.svelte";
import type { Act } from "./acts";

/** What can be done about cases without having one open. */
export const caseActs: readonly Act[] = [
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
