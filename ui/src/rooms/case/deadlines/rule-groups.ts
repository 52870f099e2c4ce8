import type { DeadlineRule } from "../../../backend/contract";
import { fold } from "../../../i18n/fold";

export interface RuleGroup {
  area: string;
  rules: DeadlineRule[];
}

/** The rules that have every typed word somewhere in what is known of them, by area, in the law's own order. */
export function ruleGroups(rules: readonly DeadlineRule[], typed: string, areaName: (area: string) => string): RuleGroup[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const groups = new Map<string, DeadlineRule[]>();
  for (const rule of rules) {
    const length = rule.length ? `${rule.length.da} ${rule.length.en}` : "";
    const text = fold(`${rule.name.da} ${rule.name.en} ${rule.paragraph} ${rule.id} ${areaName(rule.area)} ${length}`);
    if (!words.every((word) => isIn(word, text))) continue;
    const group = groups.get(rule.area);
    if (group) group.push(rule);
    else groups.set(rule.area, [rule]);
  }
  return [...groups].map(([area, found]) => ({ area, rules: found }));
}

/** `36` is not in `§ 136`; a word may stand anywhere in a compound. */
function isIn(word: string, text: string): boolean {
  if (!/^\d+$/.test(word)) return text.includes(word);
  return text.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word));
}
