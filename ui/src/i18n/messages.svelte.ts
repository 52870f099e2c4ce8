import errorsDa from "$contract-messages/errors.da.json";
import errorsEn from "$contract-messages/errors.en.json";
import type { ErrorCode, Language } from "../backend/contract";
import da from "../messages/da.json";
import en from "../messages/en.json";

type FullKey = keyof typeof da;
type WithoutPlural<K> = K extends `${infer Base}.n_${string}` ? Base : K;

/** Every message, a plural one by its name without `.n_one` and `.n_other`. */
export type MessageKey = WithoutPlural<FullKey>;
export type MessageParameters = Record<string, string | number>;

const tables: Record<Language, Record<string, string>> = { da, en };
const errorTables: Record<Language, Record<ErrorCode, string>> = { da: errorsDa, en: errorsEn };
const locales: Record<Language, string> = { da: "da-DK", en: "en-GB" };

const chosen = $state<{ language: Language }>({ language: "da" });

export function language(): Language {
  return chosen.language;
}

export function setLanguage(to: Language): void {
  chosen.language = to;
}

export function locale(): string {
  return locales[chosen.language];
}

export function t(key: MessageKey, parameters: MessageParameters = {}): string {
  return translate(tables[chosen.language], locale(), key, parameters) ?? key;
}

/** For keys that come from the desk (a setting, an act of the log), which may be newer than this text. */
export function tMaybe(key: string): string | null {
  return translate(tables[chosen.language], locale(), key, {});
}

export function errorSentence(code: ErrorCode): string {
  return errorTables[chosen.language][code];
}

export function translate(
  table: Record<string, string>,
  inLocale: string,
  key: string,
  parameters: MessageParameters,
): string | null {
  const plural =
    typeof parameters.n === "number" ? table[`${key}.n_${pluralForm(inLocale, parameters.n)}`] : undefined;
  const text = table[key] ?? plural;
  if (text === undefined) return null;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = parameters[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? new Intl.NumberFormat(inLocale).format(value) : value;
  });
}

/** Danish and English have two forms; a third would need its own texts. */
function pluralForm(inLocale: string, n: number): "one" | "other" {
  return new Intl.PluralRules(inLocale).select(n) === "one" ? "one" : "other";
}
