import { asErrorReply, type ErrorReply, type SearchEverywhere, type SearchHits } from "../../backend";
import { ask } from "../../desk/ask";
import { noteFresh } from "../../desk/freshness.svelte";

/** While an answer is on its way, the next question waits for so short a rest in the typing. */
const restBeforeAsking = 60;

/**
 * Looks everywhere while somebody types. With nothing under way it asks at once; the latest question's answer is the only
 * one that counts, and the old hits stand until it is here.
 */
export class Everywhere {
  hits = $state.raw<SearchHits | null>(null);
  failure = $state.raw<ErrorReply | null>(null);
  /** The hits are not yet of what was asked last. */
  isAsking = $state(false);
  #wanted = "";
  #asked = 0;
  #underway = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  look(request: SearchEverywhere): void {
    const question = JSON.stringify(request);
    if (question === this.#wanted && this.failure === null) return;
    this.#wanted = question;
    this.#asked += 1;
    this.isAsking = true;
    clearTimeout(this.#timer);
    if (this.#underway === 0) void this.#ask(request);
    else this.#timer = setTimeout(() => void this.#ask(request), restBeforeAsking);
  }

  /** The same question anew: after a failure, or when somebody wants to see what is new. */
  again(request: SearchEverywhere): void {
    this.#wanted = "";
    this.look(request);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.#wanted = "";
    this.hits = null;
    this.failure = null;
    this.isAsking = false;
  }

  async #ask(request: SearchEverywhere): Promise<void> {
    const mine = this.#asked;
    this.#underway += 1;
    try {
      const hits = await ask("search_everywhere", request);
      if (mine !== this.#asked) return;
      this.hits = hits;
      this.failure = null;
      noteFresh();
    } catch (thrown) {
      if (mine === this.#asked) this.failure = asErrorReply(thrown);
    } finally {
      this.#underway -= 1;
      if (mine === this.#asked) this.isAsking = false;
    }
  }
}
