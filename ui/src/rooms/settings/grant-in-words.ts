import type { GrantRow } from "../../backend";
import { choices } from "../../desk/choices.svelte";
import { shortDay } from "../../i18n/format";
import { t } from "../../i18n/messages.svelte";

/** "Emne 27.18 i Børn og Unge, op til følsom, fra 01.01.2026" */
export function grantInWords(grant: GrantRow): string {
  const where = grant.unitId ? (choices.unitName(grant.unitId) ?? grant.unitId) : t("grant.whole_municipality");
  const team = choices.all.teams.find((one) => one.id === grant.teamId)?.name;
  const parts = [
    t("grant.words.where", { what: grant.kle ? t("grant.words.kle", { kle: grant.kle }) : t("grant.all_subjects"), where }),
    team ? t("grant.words.team", { team }) : null,
    t("grant.words.up_to", { level: t(`sensitivity.${grant.upTo}`) }),
    t("grant.words.from", { day: shortDay(grant.validFrom) }),
    grant.validTo ? t("grant.words.to", { day: shortDay(grant.validTo) }) : null,
    grant.employment !== null ? t("grant.words.employment", { title: grant.employment || t("employment.no_title") }) : null,
  ];
  return parts.filter(Boolean).join(", ");
}
