import type { ErrorReply } from "../backend/contract";
import { asErrorReply } from "../backend/failure";
import { noteFresh } from "../desk/freshness.svelte";
import type { RowSource } from "./row-source";

export interface Page<Row> {
  rows: Row[];
  total: number;
  /** Counting stopped early: there are more than `total`, and the list ends there. */
  totalIsAtLeast: boolean;
}

export type LoadPage<Row> = (offset: number, limit: number) => Promise<Page<Row>>;

const pageSize = 100;
const pagesKept = 60;
/** How many pages are asked for again at once: more than a screen, and no more than the desk gives. */
const pagesAgain = 5;
/** Somebody who drags the scroll bar passes hundreds of pages and wants only the last. */
const restBeforeLoading = 40;

/** A long list, fetched page by page as it is scrolled to. Earlier answers to an older question are dropped. */
export class PagedRows<Row> implements RowSource<Row> {
  total = $state(0);
  totalIsAtLeast = $state(false);
  failure = $state.raw<ErrorReply | null>(null);
  isLoading = $state(false);
  /** False until the first answer ever. */
  hasAnswer = $state(false);
  /** Moves with every new question answered: the table goes back to its top. */
  question = $state(0);
  #pages = $state.raw(new Map<number, Row[]>());
  #underway = new Set<number>();
  #load: LoadPage<Row> | null = null;
  #asked = 0;
  #wanted: [number, number] = [0, 0];
  #timer: ReturnType<typeof setTimeout> | undefined;

  at(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Asks a new question. The old rows stay until it is answered. */
  async ask(load: LoadPage<Row>, keepsPlace = false): Promise<void> {
    const mine = ++this.#asked;
    this.isLoading = true;
    try {
      const page = await load(0, pageSize);
      if (mine !== this.#asked) return;
      this.#load = load;
      this.#underway.clear();
      this.#pages = new Map([[0, page.rows]]);
      this.#count(page);
      this.failure = null;
      this.hasAnswer = true;
      if (!keepsPlace) this.question += 1;
      noteFresh();
    } catch (thrown) {
      if (mine === this.#asked) this.failure = asErrorReply(thrown);
    } finally {
      if (mine === this.#asked) this.isLoading = false;
    }
  }

  /**
   * The same question again, for a list that changes while somebody reads it: what is on the screen is changed in one
   * go. Gives how far the row that stood at `at` has moved, so that the table can move with it.
   */
  async askAgain(isAnchor: (row: Row) => boolean, at: number): Promise<number> {
    const load = this.#load;
    if (!load || this.isLoading) return 0;
    const mine = ++this.#asked;
    const start = Math.max(0, Math.floor(this.#wanted[0] / pageSize) - 1) * pageSize;
    try {
      const page = await load(start, pageSize * pagesAgain);
      if (mine !== this.#asked) return 0;
      if (page.rows.length === 0 && start > 0) {
        await this.ask(load, true);
        return 0;
      }
      this.#underway.clear();
      this.#pages = inPages(page.rows, start / pageSize);
      this.#count(page);
      this.failure = null;
      this.need(...this.#wanted);
      noteFresh();
      const found = page.rows.findIndex(isAnchor);
      return found < 0 ? 0 : start + found - at;
    } catch (thrown) {
      if (mine === this.#asked) this.failure = asErrorReply(thrown);
      return 0;
    }
  }

  /** Where a row stands, among those that are here. */
  find(isIt: (row: Row) => boolean): number | null {
    for (const [number, rows] of this.#pages) {
      const at = rows.findIndex(isIt);
      if (at >= 0) return number * pageSize + at;
    }
    return null;
  }

  need(first: number, end: number): void {
    this.#wanted = [first, end];
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#loadWanted();
    }, restBeforeLoading);
  }

  #loadWanted(): void {
    const [first, end] = this.#wanted;
    for (let page = Math.floor(first / pageSize); page * pageSize < Math.min(end, this.total); page += 1) {
      if (!this.#pages.has(page) && !this.#underway.has(page)) void this.#loadPage(page);
    }
  }

  async #loadPage(number: number): Promise<void> {
    const load = this.#load;
    const mine = this.#asked;
    if (!load) return;
    this.#underway.add(number);
    try {
      const page = await load(number * pageSize, pageSize);
      if (mine !== this.#asked) return;
      this.#pages = keptPages(new Map(this.#pages).set(number, page.rows), number);
      this.#count(page);
      this.failure = null;
    } catch (thrown) {
      if (mine === this.#asked) this.failure = asErrorReply(thrown);
    } finally {
      if (mine === this.#asked) this.#underway.delete(number);
    }
  }

  #count(page: Page<Row>): void {
    this.total = page.total;
    this.totalIsAtLeast = page.totalIsAtLeast;
  }
}

export function inPages<Row>(rows: readonly Row[], firstPage: number): Map<number, Row[]> {
  const pages = new Map<number, Row[]>();
  for (let at = 0; at < rows.length; at += pageSize) pages.set(firstPage + at / pageSize, rows.slice(at, at + pageSize));
  return pages;
}

/** Drops the pages farthest away, so that scrolling a million rows does not fill the memory. */
export function keptPages<Row>(pages: Map<number, Row[]>, near: number): Map<number, Row[]> {
  const numbers = [...pages.keys()].sort((a, b) => Math.abs(a - near) - Math.abs(b - near));
  for (const far of numbers.slice(pagesKept)) pages.delete(far);
  return pages;
}
