import { offered } from "../desk/offered-files.svelte";
import { t } from "../i18n/messages.svelte";
import type { Act } from "./acts";

/** The doors that files come in by, besides being dropped on the window. */
export const intakeActs: readonly Act[] = [
  {
    id: "intake.files",
    messageKey: "act.intake.files",
    alsoKey: "act.intake.files.also",
    group: "case",
    icon: "upload",
    shortcut: "Ctrl+Shift+I",
    right: "work_on_cases",
    run: () => void offered.choose("files", t("intake.choose.files.title")),
  },
  {
    id: "intake.folder",
    messageKey: "act.intake.folder",
    alsoKey: "act.intake.files.also",
    group: "case",
    icon: "folder",
    right: "work_on_cases",
    run: () => void offered.choose("folder", t("intake.choose.folder.title")),
  },
];
