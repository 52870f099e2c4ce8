import { asErrorReply, type ErrorReply } from "../../../backend";
import { noteFresh } from "../../../desk/freshness.svelte";

/** Lines that are read on from where the last page ended, as far as somebody wants them. */
export class PagedLines<Row, Mark> {
  rows = $state.raw<Row[]>([]);
  next = $state.raw<Mark | null>(null);
  failure = $state.raw<ErrorReply | null>(null);
  isLoading = $state(false);
  hasAnswer = $state(false);
  #asked = 0;
  #load: (before: Mark | null) => Promise<{ rows: Row[]; next: Mark | null }>;

  constructor(load: (before: Mark | null) => Promise<{ rows: Row[]; next: Mark | null }>) {
    this.#load = load;
  }

  begin(): Promise<void> {
    return this.#read(null);
  }

  async more(): Promise<void> {
    if (this.next !== null && !this.isLoading) await this.#read(this.next);
  }

  async #read(before: Mark | null): Promise<void> {
    const mine = ++this.#asked;
    this.isLoading = true;
    try {
      const page = await this.#load(before);
      if (mine !== this.#asked) return;
      this.rows = before === null ? page.rows : [...this.rows, ...page.rows];
      this.next = page.next;
      this.failure = null;
      this.hasAnswer = true;
      noteFresh();
    } catch (thrown) {
      if (mine === this.#asked) this.failure = asErrorReply(thrown);
    } finally {
      if (mine === this.#asked) this.isLoading = false;
    }
  }
}
