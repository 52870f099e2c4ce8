import { asErrorReply, type CaseRow, type CheckedText, type CheckPurpose, type ErrorReply } from "../../backend";
import { ask } from "../../desk/ask";

/** While somebody types, the check waits this long; a person does not see it. */
const pause = 80;

/** The text that is being looked at and what the check said of it. The text is kept nowhere else. */
class CheckedTextState {
  text = $state("");
  purpose = $state<CheckPurpose>("writing");
  /** The case whose people are told from strangers. */
  inCase = $state.raw<Pick<CaseRow, "id" | "number"> | null>(null);
  checked = $state.raw<CheckedText | null>(null);
  /** The text that `checked` speaks of. */
  of = $state.raw("");
  failure = $state.raw<ErrorReply | null>(null);
  isBusy = $state(false);
  #latest = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** After every change of text or purpose. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.check(), pause);
  }

  async check(): Promise<void> {
    const mine = ++this.#latest;
    const text = this.text;
    if (text.trim() === "" && this.purpose !== "title") {
      this.checked = null;
      this.of = "";
      this.failure = null;
      return;
    }
    this.isBusy = true;
    try {
      const checked = await ask("check_text", { text, purpose: this.purpose, caseId: this.inCase?.id ?? null });
      if (mine !== this.#latest) return;
      this.checked = checked;
      this.of = text;
      this.failure = null;
    } catch (thrown) {
      if (mine === this.#latest) this.failure = asErrorReply(thrown);
    } finally {
      if (mine === this.#latest) this.isBusy = false;
    }
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#latest += 1;
    this.text = this.of = "";
    this.inCase = null;
    this.checked = null;
    this.failure = null;
    this.isBusy = false;
  }
}

export const checkedText = new CheckedTextState();
