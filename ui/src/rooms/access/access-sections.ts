import { t } from "../../i18n/messages.svelte";

/** Where access by name stands, beside what else a room holds. */
export function accessSections(toReview: number): { id: "access" | "case_teams"; path: string; label: string }[] {
  return [
    { id: "access", path: "adgang", label: toReview > 0 ? t("access.section_waiting", { n: toReview }) : t("access.section") },
    { id: "case_teams", path: "teams", label: t("case_team.section") },
  ];
}
