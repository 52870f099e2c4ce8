import type { EmploymentRow } from "../../backend";
import { choices } from "../../desk/choices.svelte";
import { shortDay } from "../../i18n/format";
import { t } from "../../i18n/messages.svelte";

export function periodOf({ validFrom, validTo }: EmploymentRow): string {
  if (validTo) return t("citizen.period.from_to", { from: shortDay(validFrom), to: shortDay(validTo) });
  return t("citizen.period.from", { from: shortDay(validFrom) });
}

/** "Vikar · Børn og Unge · Fra 01.01.2026": two posts may have the same title. */
export function employmentInWords(row: EmploymentRow): string {
  const unit = choices.unitName(row.unitId) ?? t("employment.unit_gone");
  return [row.title || t("employment.no_title"), unit, periodOf(row)].join(" · ");
}
