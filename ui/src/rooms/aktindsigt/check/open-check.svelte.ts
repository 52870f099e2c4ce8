import { untrack } from "svelte";
import { asErrorReply, type ConsistencyReport, type ErrorReply } from "../../../backend";
import { ask } from "../../../desk/ask";
import { desk } from "../../../desk/desk.svelte";
import { noteFresh } from "../../../desk/freshness.svelte";
import { reviewNews } from "../../../desk/review-news.svelte";

/** What there is to look at before the letter is written, as the desk told it last. */
export class OpenCheck {
  readonly id: string;
  report = $state.raw<ConsistencyReport | null>(null);
  failure = $state.raw<ErrorReply | null>(null);
  isRunning = $state(false);
  /** Somebody has answered something in the review since. */
  isBehind = $state(false);
  /** Documents that have been read so far, while they are being read: what is in them is not known before. */
  reading = $state.raw<{ done: number; of: number } | null>(null);
  #latest = 0;
  #stop: () => void;

  constructor(id: string) {
    this.id = id;
    this.#stop = reviewNews.follow(id, (news) =>
      untrack(() => {
        if (news.what !== "reading") {
          // What one answered oneself does not take back that others did.
          this.isBehind ||= news.employeeId === null || news.employeeId !== desk.person?.employeeId;
          return;
        }
        this.reading = news.done < news.of ? { done: news.done, of: news.of } : null;
        if (this.reading === null) void this.run();
      }),
    );
  }

  close(): void {
    this.#stop();
  }

  async run(): Promise<void> {
    const mine = ++this.#latest;
    this.isRunning = true;
    try {
      const report = await ask("check_consistency", { id: this.id });
      if (mine !== this.#latest) return;
      this.#take(report);
      noteFresh();
    } catch (thrown) {
      if (mine === this.#latest) this.failure = asErrorReply(thrown);
    } finally {
      if (mine === this.#latest) this.isRunning = false;
    }
  }

  /** All of them or none. Rejects with what stood in the way. */
  async accept(keys: string[], reason: string): Promise<void> {
    const report = await ask("accept_doubt", { id: this.id, keys, reason });
    this.#latest += 1;
    this.isRunning = false;
    this.#take(report);
  }

  #take(report: ConsistencyReport): void {
    this.report = report;
    this.failure = null;
    this.isBehind = false;
  }
}
