import { tick } from "svelte";
import { asErrorReply, type ErrorReply } from "../backend";
import { errorSentence, t } from "../i18n/messages.svelte";

/**
 * One form's sending: busy while it runs, and the errors by their fields. `check` finds what can be seen
 * without the desk (empty, not alike); the desk has the last word.
 */
export class FormWork {
  isBusy = $state(false);
  failure = $state.raw<ErrorReply | null>(null);
  #seen = $state.raw<Record<string, string>>({});
  #sentence: (problem: string) => string | null;

  /** `sentence` says what to do about a problem that the desk named. */
  constructor(sentence: (problem: string) => string | null = () => null) {
    this.#sentence = sentence;
  }

  async send(form: HTMLFormElement, problems: Record<string, string | null>, work: () => Promise<void>): Promise<boolean> {
    if (this.isBusy) return false;
    this.failure = null;
    this.#seen = Object.fromEntries(
      Object.entries(problems).filter((entry): entry is [string, string] => entry[1] !== null),
    );
    if (Object.keys(this.#seen).length > 0) {
      await focusFirstWrong(form);
      return false;
    }
    this.isBusy = true;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.failure = asErrorReply(thrown);
      await focusFirstWrong(form);
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  /** The sentence for a field, from our own look or from the desk's answer. */
  errorOf(field: string): string | null {
    const seen = this.#seen[field];
    if (seen) return seen;
    if (this.failure?.field !== field) return null;
    if (this.failure.code !== "invalid_input") return errorSentence(this.failure.code);
    return (this.failure.problem && this.#sentence(this.failure.problem)) || t("field.invalid");
  }

  /** What belongs to no field that is on the screen. */
  failureBeside(fields: readonly string[]): ErrorReply | null {
    return this.failure && !(this.failure.field && fields.includes(this.failure.field)) ? this.failure : null;
  }
}

export function missing(value: string): string | null {
  return value.trim() === "" ? t("field.missing") : null;
}

export function unlike(first: string, second: string): string | null {
  return first === second ? null : t("field.unlike");
}

async function focusFirstWrong(form: HTMLFormElement): Promise<void> {
  await tick();
  const wrong = form.querySelector<HTMLElement>('[aria-invalid="true"]');
  (wrong ?? form.querySelector<HTMLElement>("input:not([readonly]), select, textarea"))?.focus();
}
