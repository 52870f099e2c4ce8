import { asErrorReply, type ErrorReply, type GatedTitle } from "../../backend";
import { ask } from "../../desk/ask";

/** Long enough for the next letter, short enough that nobody waits for it. */
const afterTyping = 250;

/** What the gate says of a title while it is written: the same gate that stops it on its way out. */
export class TitleGate {
  title = $state("");
  failure = $state.raw<ErrorReply | null>(null);
  #verdict = $state.raw<{ title: string; gated: GatedTitle } | null>(null);
  #object: string;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(object: string, title: string) {
    this.#object = object;
    this.title = title;
    void this.#look();
  }

  /** Of the title as it stands, or nothing while it is being looked at. */
  get gated(): GatedTitle | null {
    return this.#verdict?.title === this.title.trim() ? this.#verdict.gated : null;
  }

  write(title: string): void {
    this.title = title;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), afterTyping);
  }

  lookAgain(): void {
    void this.#look();
  }

  take(title: string, gated: GatedTitle): void {
    this.#verdict = { title, gated };
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  async #look(): Promise<void> {
    const title = this.title.trim();
    const mine = ++this.#asked;
    if (title === "") return;
    try {
      const gated = await ask("gate_index_title", { objectId: this.#object, title });
      if (mine !== this.#asked) return;
      this.#verdict = { title, gated };
      this.failure = null;
    } catch (thrown) {
      if (mine === this.#asked) this.failure = asErrorReply(thrown);
    }
  }
}
