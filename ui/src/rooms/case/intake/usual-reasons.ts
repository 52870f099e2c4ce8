import { t } from "../../../i18n/messages.svelte";

/** Reasons that are often right; each is only a beginning that a person may write on. */
export function usualReasons(): string[] {
  return [t("intake.reason.not_of_case"), t("intake.reason.logo"), t("intake.reason.program"), t("intake.reason.empty")];
}
