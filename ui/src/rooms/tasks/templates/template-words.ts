import type { TemplateFault } from "../../../backend/contract";
import { t } from "../../../i18n/messages.svelte";

/** What is wrong, and in which line. */
export function faultText(fault: TemplateFault): string {
  return t("templates.fault", { line: fault.line, what: t(`templates.fault.${fault.kind}`, { what: fault.what }) });
}

/** What to do about what the desk said no to. */
export function templateProblem(problem: string): string | null {
  switch (problem) {
    case "faults":
      return t("templates.problem.faults");
    case "findings":
      return t("templates.problem.findings");
    case "not_own_case":
      return t("templates.problem.not_own_case");
    case "taken":
      return t("templates.problem.taken");
    case "too_long":
    case "too_many":
    case "too_many_questions":
      return t("tasks.problem.too_long");
    default:
      return null;
  }
}
