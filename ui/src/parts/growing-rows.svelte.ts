import type { ErrorReply } from "../backend/contract";
import { asErrorReply } from "../backend/failure";
import { noteFresh } from "../desk/freshness.svelte";
import type { RowSource } from "./row-source";

export type LoadAfter<Row> = (last: Row | null) => Promise<{ rows: Row[]; isEnd: boolean }>;

/** How many empty rows stand below the loaded ones while there is more to come. */
const more = 20;

/** A list that can only be read on from its last row (a log): it grows as it is scrolled. */
export class GrowingRows<Row> implements RowSource<Row> {
  failure = $state.raw<ErrorReply | null>(null);
  isLoading = $state(false);
  hasAnswer = $state(false);
  question = $state(0);
  #rows = $state.raw<Row[]>([]);
  #isEnd = $state(true);
  #load: LoadAfter<Row> | null = null;
  #asked = 0;

  get total(): number {
    return this.#rows.length + (this.#isEnd ? 0 : more);
  }

  at(index: number): Row | undefined {
    return this.#rows[index];
  }

  async ask(load: LoadAfter<Row>): Promise<void> {
    this.#asked += 1;
    this.#load = load;
    await this.#read(null);
  }

  need(_first: number, end: number): void {
    if (end > this.#rows.length && !this.#isEnd && !this.isLoading && !this.failure) {
      // Drawing may not change what is drawn: the reading starts after it.
      queueMicrotask(() => void this.#read(this.#rows.at(-1) ?? null));
    }
  }

  async #read(last: Row | null): Promise<void> {
    const mine = this.#asked;
    const load = this.#load;
    if (!load || (last && this.isLoading)) return;
    this.isLoading = true;
    try {
      const answer = await load(last);
      if (mine !== this.#asked) return;
      this.#rows = last ? [...this.#rows, ...answer.rows] : answer.rows;
      this.#isEnd = answer.isEnd || answer.rows.length === 0;
      this.failure = null;
      this.hasAnswer = true;
      if (!last) this.question += 1;
      noteFresh();
    } catch (thrown) {
      if (mine === this.#asked) this.failure = asErrorReply(thrown);
    } finally {
      if (mine === this.#asked) this.isLoading = false;
    }
  }
}
