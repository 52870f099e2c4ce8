import { untrack } from "svelte";
import { type AktindsigtDetail, asErrorReply, type CaseNews, type ErrorReply } from "../../backend";
import { ask } from "../../desk/ask";
import { caseNews } from "../../desk/case-news.svelte";
import { desk } from "../../desk/desk.svelte";
import { noteFresh } from "../../desk/freshness.svelte";

/** The request that stands open: what is known of it, and what others have done with it since. */
export class OpenRequest {
  readonly id: string;
  detail = $state.raw<AktindsigtDetail | null>(null);
  failure = $state.raw<ErrorReply | null>(null);
  /** Moves when the list or the material may be other than on the screen. */
  changes = $state(0);
  /** By others, since it was looked at. */
  news = $state.raw<CaseNews | null>(null);
  /** How many doubts are open, as long as nothing has changed since they were counted. */
  #doubts = $state.raw<{ open: number; at: number } | null>(null);
  #loads = 0;
  #stop: (() => void) | null = null;

  constructor(id: string) {
    this.id = id;
  }

  async load(): Promise<void> {
    const mine = ++this.#loads;
    try {
      const detail = await ask("show_aktindsigt", { id: this.id });
      if (mine !== this.#loads) return;
      this.take(detail);
      noteFresh();
    } catch (thrown) {
      if (mine === this.#loads) this.failure = asErrorReply(thrown);
    }
  }

  /** What the desk answered to something that was done with it. */
  take(detail: AktindsigtDetail): void {
    this.#loads += 1;
    this.detail = detail;
    this.failure = null;
    this.#stop ??= caseNews.follow(detail.case.id, (news) => untrack(() => this.#hear(news)));
  }

  get doubts(): number | null {
    return this.#doubts?.at === this.changes ? this.#doubts.open : null;
  }

  noteDoubts(open: number): void {
    this.#doubts = { open, at: this.changes };
  }

  async showNews(): Promise<void> {
    this.news = null;
    this.changes += 1;
    await this.load();
  }

  close(): void {
    this.#stop?.();
    this.#stop = null;
  }

  #hear(news: CaseNews): void {
    // What one did oneself is answered where it was done.
    if (news.employeeId !== null && news.employeeId === desk.person?.employeeId) return;
    this.news = news;
  }
}
