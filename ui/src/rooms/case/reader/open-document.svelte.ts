import { asErrorReply, type PageHit, type DocumentPages, type ErrorReply, type PinRow } from "../../../backend";
import { ask } from "../../../desk/ask";

/** A place on a page that is to be pinned. */
export interface NewPin {
  id: string;
  page: number;
  across: number;
  down: number;
  text: string;
  version: number;
}

/** One document on the screen: its pages, what was searched for in it, and what colleagues noted on it. */
export class OpenDocument {
  readonly id: string;
  pages = $state.raw<DocumentPages | null>(null);
  failure = $state.raw<ErrorReply | null>(null);
  /** From 1. */
  page = $state(1);
  typed = $state("");
  /** What the hits are of; `null` while nothing is searched for. */
  searched = $state<string | null>(null);
  hits = $state.raw<readonly PageHit[]>([]);
  hasMoreHits = $state(false);
  hitAt = $state(-1);
  searchFailure = $state.raw<ErrorReply | null>(null);
  /** Of the page on the screen, in its points. */
  areas = $state.raw<readonly (readonly [number, number, number, number][])[]>([]);
  pins = $state.raw<readonly PinRow[]>([]);
  mayPin = $state(false);
  #placed = "";

  constructor(id: string) {
    this.id = id;
  }

  get count(): number {
    return this.pages?.pages.length ?? 0;
  }

  async load(): Promise<void> {
    try {
      this.pages = await ask("show_document", { id: this.id });
      this.failure = null;
      if (this.pages.state === "ready" && this.typed.trim() !== "") await this.search();
    } catch (thrown) {
      this.failure = asErrorReply(thrown);
    }
  }

  async loadPins(): Promise<void> {
    try {
      this.#take(await ask("list_pins", { id: this.id }));
    } catch (thrown) {
      this.failure = asErrorReply(thrown);
    }
  }

  goTo(page: number): void {
    this.page = Math.min(Math.max(page, 1), Math.max(this.count, 1));
  }

  async search(): Promise<void> {
    const text = this.typed.trim();
    this.hits = [];
    this.hitAt = -1;
    this.hasMoreHits = false;
    this.searchFailure = null;
    this.areas = [];
    this.#placed = "";
    this.searched = text || null;
    if (!text) return;
    try {
      const found = await ask("search_document", { id: this.id, text, page: null });
      if (this.searched !== text) return;
      this.hits = found.hits;
      this.hasMoreHits = found.hasMore;
      // The first from where one is, and not from the beginning.
      const next = found.hits.findIndex((hit) => hit.page >= this.page);
      if (found.hits.length > 0) this.choose(Math.max(next, 0));
    } catch (thrown) {
      this.searchFailure = asErrorReply(thrown);
    }
  }

  step(by: 1 | -1): void {
    if (this.hits.length > 0) this.choose((this.hitAt + by + this.hits.length) % this.hits.length);
  }

  choose(at: number): void {
    const hit = this.hits[at];
    if (!hit) return;
    this.hitAt = at;
    this.goTo(hit.page);
  }

  /** Which of the page's own hits is the chosen one. */
  get hitOnPage(): number {
    const before = this.hits.slice(0, Math.max(this.hitAt, 0)).filter((hit) => hit.page === this.page).length;
    return this.hits[this.hitAt]?.page === this.page ? before : -1;
  }

  /** Where on the page on the screen what was searched for stands. */
  async place(): Promise<void> {
    const { searched, page } = this;
    const wanted = `${page} ${searched}`;
    if (wanted === this.#placed) return;
    this.areas = [];
    this.#placed = "";
    // Before the hits are there nobody knows on which pages they are.
    if (!searched || !this.hits.some((hit) => hit.page === page)) return;
    this.#placed = wanted;
    try {
      const found = await ask("search_document", { id: this.id, text: searched, page });
      if (this.#placed === wanted) this.areas = found.hits.map((hit) => hit.areas);
    } catch {
      // The page is told and turned to; only the mark on it is missing, and the next look asks again.
      if (this.#placed === wanted) this.#placed = "";
    }
  }

  /** Rejects with an `ErrorReply`. */
  async putPin(pin: NewPin): Promise<void> {
    this.#take(await ask("put_pin", { documentId: this.id, ...pin }));
  }

  async removePin({ id, version }: PinRow): Promise<void> {
    this.#take(await ask("remove_pin", { id, version }));
  }

  #take({ rows, mayWrite }: { rows: PinRow[]; mayWrite: boolean }): void {
    this.pins = rows;
    this.mayPin = mayWrite;
  }
}
