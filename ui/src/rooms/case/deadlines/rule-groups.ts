import type { DeadlineRule } from "../../../backend/contract";
import { fold } from "../../../i18n/fold";
import { compareText } from "../../../i18n/format";

export interface RuleGroup {
  area: string;
  rules: DeadlineRule[];
}

/** What is asked for most stands first. An area that is newer than this list comes last. */
const areas = [
  "access", "data_protection", "complaint", "hearing", "casework", "children", "adults", "health", "building", "planning",
  "employment", "reimbursement",
];

/** The rules that have every typed word somewhere in what is known of them, by area and there by name. */
export function ruleGroups(
  rules: readonly DeadlineRule[],
  typed: string,
  areaName: (area: string) => string,
  ruleName: (rule: DeadlineRule) => string,
): RuleGroup[] {
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
  const placeOf = (area: string) => (areas.includes(area) ? areas.indexOf(area) : areas.length);
  // Somebody who types a rule's id means that one and not those that begin with it.
  const isMeant = (rule: DeadlineRule) => Number(fold(rule.id) === fold(typed.trim()));
  return [...groups]
    .map(([area, found]) => ({
      area,
      rules: found.sort((a, b) => isMeant(b) - isMeant(a) || compareText(ruleName(a), ruleName(b))),
    }))
    .sort((a, b) => placeOf(a.area) - placeOf(b.area));
}

/** `36` is not in `§ 136`; a word may stand anywhere in a compound. */
function isIn(word: string, text: string): boolean {
  if (!/^\d+$/.test(word)) return text.includes(word);
  return text.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word));
}
