import type { FindingReason, Language } from "../backend/contract";
import { language } from "./messages.svelte";

// The quality check's own sentences: names of rules, and why something was found. They stand beside the rules.
const files: Record<string, string> = import.meta.glob("$scan-messages/*/*.txt", {
  query: "?raw",
  import: "default",
  eager: true,
});

const tables: Record<Language, Map<string, string>> = { da: tableOf("da"), en: tableOf("en") };

function tableOf(inLanguage: Language): Map<string, string> {
  const lines = Object.entries(files)
    .filter(([path]) => path.includes(`/${inLanguage}/`))
    .flatMap(([, text]) => text.split(/\r?\n/));
  const pairs = lines.map((line) => [line, line.indexOf(" = ")] as const);
  return new Map(pairs.filter(([, at]) => at > 0).map(([line, at]) => [line.slice(0, at), line.slice(at + 3)]));
}

/** A sentence that is newer than these texts is shown by its name: the check hides nothing. */
export function said(message: string, values: readonly string[] = [], inLanguage = language()): string {
  const text = tables[inLanguage].get(message) ?? message;
  return text.replace(/\{(\d)\}/g, (whole, place: string) => values[Number(place)] ?? whole);
}

export function reasonText(reason: FindingReason): string {
  return said(reason.message, reason.values);
}

export function ruleName(rule: string): string {
  return said(`rule.${rule}`);
}

export function whatRuleFinds(rule: string): string {
  return said(`rule.${rule}.finds`);
}
