import { untrack } from "svelte";
import type { CaseDetail, CaseNews, ErrorReply } from "../../../backend";
import { asErrorReply } from "../../../backend";
import { ask } from "../../../desk/ask";
import { caseNews } from "../../../desk/case-news.svelte";
import { desk } from "../../../desk/desk.svelte";
import { noteFresh } from "../../../desk/freshness.svelte";
import { router } from "../../../route/router.svelte";
import { lookedFrom } from "./case-place";

type CaseAct = "note" | "change" | "relate";

/** The case that stands open as a page: what is known of it, and what was told of it since it was looked at. */
class OpenCase {
  id = $state<string | null>(null);
  detail = $state.raw<CaseDetail | null>(null);
  failure = $state.raw<ErrorReply | null>(null);
  /** By others, since it was looked at; the newest first. */
  news = $state.raw<readonly CaseNews[]>([]);
  /** Moves when what belongs to the case may be other than on the screen, and may be shown at once. */
  changes = $state(0);
  asked = $state.raw<{ act: CaseAct; times: number } | null>(null);
  #times = 0;
  #loads = 0;

  get mayWork(): boolean {
    return this.detail?.standing.mayWork ?? false;
  }

  get mayChange(): boolean {
    return this.detail?.standing.mayChange ?? false;
  }

  /** Until the answer is called. */
  open(id: string, before: string | null): () => void {
    this.id = id;
    this.detail = null;
    this.failure = null;
    this.news = [];
    this.asked = null;
    untrack(() => void this.load(before));
    const stop = caseNews.follow(id, (news) => this.#hear(news));
    return () => {
      stop();
      if (this.id === id) {
        this.id = null;
        this.detail = null;
      }
    };
  }

  async load(before: string | null = null): Promise<void> {
    const id = this.id;
    if (!id) return;
    const mine = ++this.#loads;
    try {
      const detail = await ask("show_case", { id, from: lookedFrom(before) });
      if (this.id !== id || mine !== this.#loads) return;
      this.detail = detail;
      this.failure = null;
      noteFresh();
    } catch (thrown) {
      if (this.id === id && mine === this.#loads) this.failure = asErrorReply(thrown);
    }
  }

  /** Shows what was told of: everything on the page is asked for again. */
  async showNews(): Promise<void> {
    this.news = [];
    this.changes += 1;
    await this.load();
  }

  ask(act: CaseAct): void {
    this.#times += 1;
    this.asked = { act, times: this.#times };
  }

  #hear(news: CaseNews): void {
    // What one did oneself is no news; it is only to be seen.
    if (news.employeeId !== null && news.employeeId === desk.person?.employeeId) {
      this.changes += 1;
      void this.load();
      return;
    }
    this.news = [news, ...this.news].slice(0, 50);
  }
}

export const openCase = new OpenCase();

/** Where the person was before the page, for the log. */
export const cameFrom = $state<{ room: string | null }>({ room: null });

/** Goes to a case's page from the room one is in. */
export function goToCasePage(place: { path: string; query: Record<string, string> }): void {
  cameFrom.room = router.room;
  router.go(place);
}
