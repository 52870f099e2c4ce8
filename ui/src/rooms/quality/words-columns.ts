import type { WordRow } from "../../backend/contract";
import { compareText } from "../../i18n/format";
import { t } from "../../i18n/messages.svelte";
import type { Column } from "../../parts/table-columns";

export function wordColumns(): Column[] {
  return [
    { id: "word", header: t("words.word"), least: 11, share: 2, ascending: "word_up", descending: "word_down", always: true },
    { id: "category", header: t("words.category"), least: 10, share: 2, ascending: "category_up", descending: "category_down" },
    { id: "severity", header: t("words.severity"), least: 6, share: 1, ascending: "severity_up", descending: "severity_down" },
    { id: "active", header: t("words.active"), least: 6, share: 1, ascending: "active_up", descending: "active_down" },
    { id: "origin", header: t("words.origin"), least: 7, share: 1, ascending: "origin_up", descending: "origin_down" },
    { id: "instead", header: t("words.instead"), least: 12, share: 3 },
  ];
}

const severities = ["stop", "check", "inform"];

export function sortWords(words: readonly WordRow[], sort: string): WordRow[] {
  const sign = sort.endsWith("_down") ? -1 : 1;
  const key = (row: WordRow): string => {
    if (sort.startsWith("category")) return t(`words.category.${row.category}`);
    if (sort.startsWith("severity")) return String(severities.indexOf(row.severity));
    if (sort.startsWith("active")) return row.active ? "0" : "1";
    if (sort.startsWith("origin")) return row.origin === "own" ? "0" : "1";
    return row.word;
  };
  return words.toSorted((a, b) => sign * compareText(key(a), key(b)) || compareText(a.word, b.word));
}

/** A new word of the municipality's own. */
export function newWord(): WordRow {
  return {
    word: "",
    category: "own",
    class: "unknown",
    inflection: "",
    compounds: true,
    severity: "check",
    active: true,
    instead: "",
    note: "",
    origin: "own",
  };
}
