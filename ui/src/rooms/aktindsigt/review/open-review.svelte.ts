import { untrack } from "svelte";
import {
  asErrorReply,
  type BasisRow,
  type CheckRegime,
  type ErrorReply,
  type EverywhereAbout,
  type EverywherePreview,
  type Review,
  type ReviewAnswered,
  type ReviewDecision,
  type ReviewFinding,
  type ReviewFindings,
  type ReviewItem,
  type ReviewPage,
  type ReviewPlace,
} from "../../../backend";
import { ask } from "../../../desk/ask";
import { desk } from "../../../desk/desk.svelte";
import { noteFresh } from "../../../desk/freshness.svelte";
import { reviewNews } from "../../../desk/review-news.svelte";
import { asked, findingFrom, itemBeside, unansweredAfter } from "./finding-steps";
import type { Selection } from "./page-selection";

/** What became of an answer, to be said aloud. */
export type Outcome =
  | { kind: "done"; marks: number }
  | { kind: "taken"; by: string; decision: "cover" | "keep" | null }
  | { kind: "refused"; why: string }
  | { kind: "failed"; failure: ErrorReply };

/** The words of so many pages are at hand: those around the one that is read. */
const mostPages = 12;
const aMoment = 400;
export const pagesAhead = 3;

/** The review of a request on the screen: its documents, the one that is open, and where in it one is. */
export class OpenReview {
  readonly id: string;
  review = $state.raw<Review | null>(null);
  failure = $state.raw<ErrorReply | null>(null);
  /** Documents that have been read for it so far, while they are being read. */
  reading = $state.raw<{ done: number; of: number } | null>(null);
  itemId = $state<string | null>(null);
  found = $state.raw<ReviewFindings | null>(null);
  itemFailure = $state.raw<ErrorReply | null>(null);
  /** From 1. */
  page = $state(1);
  /** The number of the finding one is at; -1 at none. */
  chosen = $state(-1);
  /** The mark one is at, where it is not a finding's. */
  chosenMark = $state<string | null>(null);
  selection = $state.raw<Selection | null>(null);
  showsAll = $state(false);
  bases = $state.raw<readonly BasisRow[]>([]);
  basis = $state<string | null>(null);
  isBusy = $state(false);
  #words = $state.raw<ReadonlyMap<string, ReviewPage>>(new Map());
  #asked = new Set<string>();
  #seen = 0;
  #loads = 0;
  #ofRegime: CheckRegime | null | undefined = undefined;
  #usedBasis = new Map<CheckRegime, string>();
  #stop: () => void;
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(id: string) {
    this.id = id;
    this.#stop = reviewNews.follow(id, (news) =>
      untrack(() => {
        // What one did oneself is answered where it was done.
        if (news.employeeId !== null && news.employeeId === desk.person?.employeeId) return;
        if (news.what !== "reading") return this.#reloadSoon();
        this.reading = news.done < news.of ? { done: news.done, of: news.of } : null;
        if (this.reading === null) void this.reload();
      }),
    );
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#soon);
  }

  /** Colleagues answer one after another: it is asked for once they pause. */
  #reloadSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.reload(), aMoment);
  }

  get item(): ReviewItem | null {
    return this.review?.items.find((one) => one.id === this.itemId) ?? null;
  }

  get count(): number {
    return this.found?.pages.length || this.item?.pages || 0;
  }

  /** Those that one goes through. */
  get shown(): readonly ReviewFinding[] {
    return asked(this.found?.findings ?? [], this.showsAll);
  }

  get finding(): ReviewFinding | null {
    return this.found?.findings.find((one) => one.number === this.chosen) ?? null;
  }

  get words(): ReviewPage | null {
    return this.#words.get(this.#key(this.page)) ?? null;
  }

  async load(itemId: string | null, page: number): Promise<void> {
    await this.reload();
    const items = this.review?.items ?? [];
    const wanted = items.find((one) => one.id === itemId) ?? items.find((one) => one.unanswered > 0) ?? items[0];
    if (wanted && this.itemId === null) await this.openItem(wanted.id, wanted.id === itemId ? page : 1);
  }

  async reload(): Promise<void> {
    const mine = ++this.#loads;
    try {
      const review = await ask("open_review", { id: this.id });
      if (mine !== this.#loads) return;
      this.review = review;
      this.failure = null;
      this.#seen = review.stack.seen;
      noteFresh();
      if (this.itemId !== null) await this.#loadItem(this.itemId);
    } catch (thrown) {
      if (mine === this.#loads) this.failure = asErrorReply(thrown);
    }
  }

  async openItem(id: string, page: number): Promise<void> {
    this.itemId = id;
    this.found = null;
    this.itemFailure = null;
    this.chosen = -1;
    this.chosenMark = null;
    this.selection = null;
    this.page = Math.max(page, 1);
    await Promise.all([this.#loadItem(id), this.#loadBases()]);
    this.goTo(this.page);
  }

  async #loadItem(id: string): Promise<void> {
    try {
      const found = await ask("list_review_findings", { id: this.id, itemId: id });
      if (this.itemId !== id) return;
      this.found = found;
      this.itemFailure = null;
      // Whoever stands at a page while it is being read gets its words when it has been.
      this.#needWordsFrom(this.page);
    } catch (thrown) {
      if (this.itemId === id) this.itemFailure = asErrorReply(thrown);
    }
  }

  async #loadBases(): Promise<void> {
    const regime = this.item?.regime ?? null;
    if (regime === this.#ofRegime) return;
    this.#ofRegime = regime;
    this.bases = [];
    this.basis = null;
    if (regime === null) return;
    try {
      const { rows } = await ask("list_bases", { regime, on: null });
      if (this.#ofRegime !== regime) return;
      this.bases = rows.filter((row) => row.level === "item").concat(rows.filter((row) => row.level !== "item"));
      this.basis = this.#usedBasis.get(regime) ?? null;
    } catch {
      // Without them a mark is placed on no basis, which is said beside it; the next document asks again.
      this.#ofRegime = undefined;
    }
  }

  chooseBasis(id: string | null): void {
    this.basis = id;
    const regime = this.item?.regime;
    if (regime && id) this.#usedBasis.set(regime, id);
  }

  goTo(page: number): void {
    const to = Math.min(Math.max(page, 1), Math.max(this.count, 1));
    if (to !== this.page) this.selection = null;
    this.page = to;
    this.#needWordsFrom(to);
  }

  /** On to the next page, and from the last to the next document. */
  async nextPage(): Promise<void> {
    if (this.page < this.count) return this.goTo(this.page + 1);
    const next = itemBeside(this.review?.items ?? [], this.itemId, 1);
    if (next) await this.openItem(next.id, 1);
  }

  async previousPage(): Promise<void> {
    if (this.page > 1) return this.goTo(this.page - 1);
    const before = itemBeside(this.review?.items ?? [], this.itemId, -1);
    if (before) await this.openItem(before.id, before.pages);
  }

  choose(finding: ReviewFinding): void {
    this.chosen = finding.number;
    this.chosenMark = null;
    this.selection = null;
    if (finding.page > 0) this.goTo(finding.page);
  }

  chooseMark(id: string, page: number): void {
    this.chosen = -1;
    this.chosenMark = id;
    this.selection = null;
    if (page > 0) this.goTo(page);
  }

  /** The next finding or the one before; over the end of a document to the next that has unanswered ones. */
  async step(by: 1 | -1): Promise<boolean> {
    const next = findingFrom(this.shown, this.chosen, this.page, by);
    if (next) {
      this.choose(next);
      return true;
    }
    const items = this.review?.items ?? [];
    let beside = itemBeside(items, this.itemId, by);
    while (beside && beside.unanswered === 0) beside = itemBeside(items, beside.id, by);
    if (!beside) return false;
    await this.openItem(beside.id, by > 0 ? 1 : beside.pages);
    const first = by > 0 ? this.shown[0] : this.shown.at(-1);
    if (first) this.choose(first);
    return first !== undefined;
  }

  /** What the next answer is about: what was pointed out, or else the finding or the mark one is at. */
  get place(): ReviewPlace | null {
    const itemId = this.itemId;
    if (itemId === null) return null;
    const { selection, finding, page } = this;
    if (selection?.kind === "words") return { kind: "words", itemId, page, from: selection.from, to: selection.to };
    if (selection?.kind === "area") return { kind: "area", itemId, page, area: [...selection.area] };
    if (finding) return { kind: "finding", itemId, number: finding.number, text: finding.text };
    if (this.chosenMark) return { kind: "mark", itemId, markId: this.chosenMark };
    return null;
  }

  /** Then one is at the next that nobody has answered. */
  async answer(place: ReviewPlace, answer: ReviewDecision): Promise<Outcome> {
    const isFinding = place.kind === "finding";
    const outcome = await this.#send(() => ask("answer_review", { id: this.id, seen: this.#seen, places: [place], answer }));
    if (outcome.kind === "done") {
      this.selection = null;
      if (!isFinding) this.chosenMark = null;
      const next = isFinding && answer.kind !== "take_off" ? unansweredAfter(this.shown, this.chosen) : null;
      if (next) this.choose(next);
    }
    return outcome;
  }

  previewEverywhere(about: EverywhereAbout): Promise<EverywherePreview> {
    return ask("preview_everywhere", { id: this.id, about });
  }

  markEverywhere(about: EverywhereAbout, answer: ReviewDecision, places: number): Promise<Outcome> {
    return this.#send(() => ask("mark_everywhere", { id: this.id, seen: this.#seen, about, answer, places }));
  }

  /** `null`: there is nothing to take back, or to do again. */
  async undo(what: "undo" | "redo"): Promise<Outcome | null> {
    const answer = this.review?.stack[what];
    if (!answer) return null;
    return this.#send(() => ask("undo_review_answer", { id: this.id, answer }));
  }

  async #send(asking: () => Promise<ReviewAnswered>): Promise<Outcome> {
    this.isBusy = true;
    try {
      const answered = await asking();
      await this.#take(answered);
      if (answered.taken) return { kind: "taken", by: answered.taken.by, decision: answered.taken.decision };
      if (answered.answer === null) return { kind: "refused", why: answered.refused[0]?.why ?? "all_answered" };
      return { kind: "done", marks: answered.marks };
    } catch (thrown) {
      return { kind: "failed", failure: asErrorReply(thrown) };
    } finally {
      this.isBusy = false;
    }
  }

  async #take(answered: ReviewAnswered): Promise<void> {
    this.#loads += 1;
    this.#seen = answered.stack.seen;
    if (this.review) {
      const changed = new Map(answered.items.map((one) => [one.id, one]));
      const items = this.review.items.map((one) => changed.get(one.id) ?? one);
      this.review = { ...this.review, items, stack: answered.stack };
    }
    if (this.itemId !== null) await this.#loadItem(this.itemId);
  }

  async noteOn(page: number, text: string): Promise<void> {
    if (this.itemId === null) return;
    const { notes } = await ask("note_on_page", { id: this.id, itemId: this.itemId, page, text });
    if (this.found) this.found = { ...this.found, notes };
  }

  async settle(noteId: string): Promise<void> {
    if (this.itemId === null) return;
    const { notes } = await ask("settle_page_note", { id: this.id, itemId: this.itemId, noteId });
    if (this.found) this.found = { ...this.found, notes };
  }

  /** The page is shown from now on; or has been shown whole until now. */
  async look(page: number, what: "begins" | "ends_whole"): Promise<void> {
    const itemId = this.itemId;
    if (itemId === null) return;
    try {
      const { isRead } = await ask("look_at_page", { id: this.id, itemId, page, what });
      if (isRead) this.#noteRead(itemId, page);
    } catch {
      // Whether it counts as read is asked anew at the next look.
    }
  }

  #noteRead(itemId: string, page: number): void {
    if (this.itemId !== itemId || !this.found || !this.review) return;
    const before = this.found.pages[page - 1];
    if (!before || before.isReadByMe) return;
    const pages = this.found.pages.map((one, at) => (at === page - 1 ? { ...one, isReadByMe: true, isUnread: false } : one));
    this.found = { ...this.found, pages };
    const unread = before.isUnread ? 1 : 0;
    const items = this.review.items.map((one) =>
      one.id === itemId ? { ...one, readByMe: one.readByMe + 1, unread: Math.max(one.unread - unread, 0) } : one,
    );
    this.review = { ...this.review, items };
  }

  #key(page: number): string {
    return `${this.itemId} ${page}`;
  }

  #needWordsFrom(page: number): void {
    for (let ahead = 0; ahead <= pagesAhead; ahead += 1) void this.#needWords(page + ahead);
  }

  async #needWords(page: number): Promise<void> {
    const [key, itemId] = [this.#key(page), this.itemId];
    if (itemId === null || page > this.count || this.#words.has(key) || this.#asked.has(key)) return;
    this.#asked.add(key);
    try {
      const words = await ask("show_review_page", { id: this.id, itemId, page });
      // A page that has not been read yet is asked for again when it has.
      if (words.width > 0) this.#words = new Map([...[...this.#words].slice(-mostPages + 1), [key, words]]);
    } catch {
      // The page is shown all the same; only words cannot be pointed out on it, and the next look asks again.
    } finally {
      this.#asked.delete(key);
    }
  }
}
