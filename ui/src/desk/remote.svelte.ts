import { asErrorReply, type ErrorReply } from "../backend";
import { noteFresh } from "./freshness.svelte";

/**
 * Something a screen has asked for: not yet there, there, or failed. An earlier value stays while a new
 * one is on its way, so that nothing jumps.
 */
export class Remote<Value> {
  value = $state.raw<Value | null>(null);
  failure = $state.raw<ErrorReply | null>(null);
  isLoading = $state(false);
  #latest = 0;

  async load(asking: () => Promise<Value>): Promise<void> {
    const mine = ++this.#latest;
    this.isLoading = true;
    try {
      const value = await asking();
      if (mine !== this.#latest) return;
      this.value = value;
      this.failure = null;
      noteFresh();
    } catch (thrown) {
      if (mine === this.#latest) this.failure = asErrorReply(thrown);
    } finally {
      if (mine === this.#latest) this.isLoading = false;
    }
  }

  clear(): void {
    this.#latest += 1;
    this.value = null;
    this.failure = null;
    this.isLoading = false;
  }
}
