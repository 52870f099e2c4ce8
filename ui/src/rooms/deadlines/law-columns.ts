import type { LawRule, LawRuleVersion } from "../../backend/contract";
import { deadlineLaw, inOurLanguage } from "../../desk/deadline-law.svelte";
import { compareText } from "../../i18n/format";
import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";

export function lawColumns(): Column[] {
  return [
    { id: "name", header: t("law.column.name"), least: 14, share: 4, ascending: "name_up", descending: "name_down", always: true },
    { id: "length", header: t("law.column.length"), least: 8, share: 1.5 },
    { id: "paragraph", header: t("law.column.paragraph"), least: 11, share: 3, ascending: "paragraph_up", descending: "paragraph_down" },
    { id: "area", header: t("law.column.area"), least: 8, share: 1.5, ascending: "area_up", descending: "area_down" },
    { id: "sure", header: t("law.column.sure"), least: 9.5, share: 1, ascending: "sure_up", descending: "sure_down" },
    { id: "valid", header: t("law.column.valid"), least: 10, share: 1.5 },
    { id: "source", header: t("law.column.source"), least: 10, share: 2, optional: true },
    { id: "id", header: t("law.column.id"), least: 7, share: 1, optional: true },
  ];
}

/** The version in force today, or the newest there is. */
export function todays(rule: LawRule): LawRuleVersion {
  const version = rule.versions.find((one) => one.inForce) ?? rule.versions[0];
  if (!version) throw new Error("every rule has a version");
  return version;
}

export function sortLaw(rows: readonly LawRule[], sort: string): LawRule[] {
  const sign = sort.endsWith("_down") ? -1 : 1;
  const key = (row: LawRule): string => {
    const { rule } = todays(row);
    if (sort.startsWith("paragraph")) return rule.paragraph;
    if (sort.startsWith("sure")) return rule.isVerified ? "1" : "0";
    if (sort.startsWith("name")) return inOurLanguage(rule.name);
    return deadlineLaw.word(`area.${rule.area}`);
  };
  const name = (row: LawRule) => inOurLanguage(todays(row).rule.name);
  return rows.toSorted((a, b) => sign * compareText(key(a), key(b)) || compareText(name(a), name(b)));
}
