import { asErrorReply, type ErrorReply, type NoteDraftRow } from "../../../backend";
import { ask } from "../../../desk/ask";

/** How long after the last key a draft is kept. */
const restsFor = 1_000;

/**
 * A note that is being written. What is typed is kept a moment after the last key, and at once when the note is left;
 * where that fails it is tried again, and until then the screen says that it is not kept.
 */
export class NoteDraft {
  id: string;
  readonly caseId: string;
  readonly supplements: string | null;
  text = $state("");
  version = $state(0);
  /** What the desk has. */
  #kept = $state("");
  keptAt = $state<string | null>(null);
  failure = $state.raw<ErrorReply | null>(null);
  isSaving = $state(false);
  /** It was changed at another desk, and this is the other of the two. */
  isBeside = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;
  #isGone = false;

  constructor(caseId: string, from: NoteDraftRow | { supplements: string | null }) {
    this.caseId = caseId;
    this.supplements = from.supplements;
    if ("id" in from) {
      this.id = from.id;
      this.text = from.text;
      this.#kept = from.text;
      this.version = from.version;
      this.keptAt = from.changedAt;
      this.isBeside = from.keptBeside !== null;
    } else {
      this.id = crypto.randomUUID();
    }
  }

  get isKept(): boolean {
    return this.text === this.#kept;
  }

  get isBegun(): boolean {
    return this.version > 0;
  }

  write(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), restsFor);
  }

  /** Keeps what is typed now. Does not reject: what could not be kept says so, and is tried again. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (!this.#isGone && !this.isKept) {
      if (this.#saving) {
        await this.#saving;
        continue;
      }
      this.#saving = this.#save();
      await this.#saving;
      this.#saving = null;
      if (this.failure) return;
    }
  }

  /** It was journalised or discarded: nothing of it is kept any more. */
  forget(): void {
    this.#isGone = true;
    clearTimeout(this.#timer);
  }

  async #save(): Promise<void> {
    const text = this.text;
    this.isSaving = true;
    try {
      const { caseId, id, supplements, version } = this;
      const saved = await ask("save_note_draft", { caseId, id, supplements, text, version });
      this.id = saved.id;
      this.version = saved.version;
      this.keptAt = saved.changedAt;
      this.isBeside ||= saved.isKeptBeside;
      this.#kept = text;
      this.failure = null;
    } catch (thrown) {
      this.failure = asErrorReply(thrown);
    } finally {
      this.isSaving = false;
    }
  }
}
