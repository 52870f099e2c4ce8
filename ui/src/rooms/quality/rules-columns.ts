import type { CheckRuleKind, CheckRuleRow } from "../../backend/contract";
import { compareText } from "../../i18n/format";
import { t } from "../../i18n/messages.svelte";
import { ruleName } from "../../i18n/reasons";
import type { Column } from "../../parts/table-columns";
import { categoryName } from "./finding-text";

export function ruleColumns(): Column[] {
  return [
    { id: "rule", header: t("rules.rule"), least: 13, share: 4, ascending: "rule_up", descending: "rule_down", always: true },
    { id: "category", header: t("rules.category"), least: 8, share: 2, ascending: "category_up", descending: "category_down" },
    { id: "warns", header: t("rules.warns"), least: 11, share: 3, ascending: "warns_up", descending: "warns_down" },
    { id: "law", header: t("rules.law"), least: 12, share: 4 },
  ];
}

const kinds: readonly CheckRuleKind[] = ["anywhere", "while_writing", "fixed", "by_the_list", "never_warns"];

/** As shipped: who somebody is first. */
export function sortRules(rows: readonly CheckRuleRow[], sort: string): CheckRuleRow[] {
  if (sort === "shipped") return [...rows];
  const sign = sort.endsWith("_down") ? -1 : 1;
  const key = (row: CheckRuleRow): string => {
    if (sort.startsWith("category")) return categoryName(row.category);
    if (sort.startsWith("warns")) return `${row.informs.length > 0 ? 0 : 1}${kinds.indexOf(row.kind)}`;
    return ruleName(row.id);
  };
  return rows.toSorted((a, b) => sign * compareText(key(a), key(b)) || compareText(ruleName(a.id), ruleName(b.id)));
}

/** Whether and where a rule warns, in a few words. */
export function warnsWhere(row: CheckRuleRow): { tone: "plain" | "good" | "warn"; text: string } {
  if (row.kind === "by_the_list" || row.kind === "never_warns") return { tone: "plain", text: t(`rules.kind.${row.kind}`) };
  if (row.informs.length > 0) return { tone: "warn", text: t("rules.eased", { n: row.informs.length }) };
  return { tone: "good", text: t(row.kind === "fixed" ? "rules.kind.fixed" : "rules.everywhere") };
}
