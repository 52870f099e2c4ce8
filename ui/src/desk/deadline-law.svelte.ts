import type { DeadlineRule, DeadlineRules, Named } from "../backend";
import { language } from "../i18n/messages.svelte";
import { ask } from "./ask";

/** The rules in force and the law's own words, as the data files say them. Asked for once after sign-in. */
class DeadlineLaw {
  all = $state.raw<DeadlineRules>({ rows: [], words: [] });
  #rules = $derived(new Map(this.all.rows.map((rule) => [rule.id, rule])));
  #words = $derived(new Map(this.all.words.map(({ key, said }) => [key, said])));
  #asked: Promise<void> | null = null;

  load(): Promise<void> {
    this.#asked ??= this.reload().catch((thrown) => {
      this.#asked = null;
      throw thrown;
    });
    return this.#asked;
  }

  /** After the law was changed. */
  async reload(): Promise<void> {
    this.all = await ask("deadline_rules", {});
  }

  rule(id: string): DeadlineRule | null {
    return this.#rules.get(id) ?? null;
  }

  /** A rule that is gone from the law is shown by its id: its deadlines are still there. */
  ruleName(id: string): string {
    const rule = this.rule(id);
    return rule ? inOurLanguage(rule.name) : id;
  }

  /** `ground.identity_in_doubt`, `problem.in_future`. A word that is not there is shown by its key. */
  word(key: string): string {
    const said = this.#words.get(key);
    return said ? inOurLanguage(said) : key;
  }

  forget(): void {
    this.#asked = null;
    this.all = { rows: [], words: [] };
  }
}

export function inOurLanguage(named: Named): string {
  return named[language()];
}

export const deadlineLaw = new DeadlineLaw();
