import type { IndexChoice, IndexStepRow, IndexWhy } from "../../backend/contract";
import { locale, type MessageKey, t, tMaybe } from "../../i18n/messages.svelte";
import { categoryName } from "../quality/finding-text";

/** The quality check's kind for a title that gives nobody away and says nothing either. */
const saysNothing = "TITLE";

export function kindName(kind: string): string {
  return kind === saysNothing ? t("index.says_nothing") : categoryName(kind);
}

/** What a title gives away, as a sentence. */
export function givesAwayText(kinds: readonly string[]): string {
  const given = kinds.filter((kind) => kind !== saysNothing).map((kind) => withSmallLetter(categoryName(kind)));
  const nothing = kinds.includes(saysNothing) ? [t("index.held.says_nothing")] : [];
  const list = new Intl.ListFormat(locale(), { type: "conjunction" }).format(given);
  return [...(given.length > 0 ? [t("index.held.gives_away", { kinds: list })] : []), ...nothing].join(" ");
}

/** Inside a sentence; `CPR-nummer` stays. */
function withSmallLetter(name: string): string {
  return /^.[a-zæøå]/.test(name) ? name.charAt(0).toLocaleLowerCase("da-DK") + name.slice(1) : name;
}

/** A rule of the guidance and the part that breaks it, in words: `TooLong:title`. A newer one is shown by its name. */
export function breachText(breach: string): string {
  const [rule = "", part = ""] = breach.split(":");
  const said = tMaybe(`index.rule.${snake(rule)}`);
  const about = tMaybe(`index.part.${snake(part)}`);
  if (said === null) return breach;
  return about === null ? said : t("index.rule_of_part", { part: about, rule: said });
}

function snake(word: string): string {
  return word.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

export function whyText(why: IndexWhy | null): string {
  return t(why ? `index.why.${why}` : "index.why.unknown");
}

export function whatToDo(why: IndexWhy | null): string {
  return t(why ? `index.do.${why}` : "index.do.unknown");
}

export function stepName({ kind, operation }: Pick<IndexStepRow, "kind" | "operation">): string {
  return t(`index.step.${kind}.${operation}` satisfies MessageKey);
}

/** What mostly helps. Where somebody else wrote, only a person can tell. */
export function usualChoice(why: IndexWhy | null): IndexChoice | null {
  switch (why) {
    case "not_seen":
    case "documents":
    case "not_allowed":
    case "bad_input":
    case "breaks_rules":
      return "try_again";
    case "unreadable":
      return "say_anew";
    default:
      return null;
  }
}
