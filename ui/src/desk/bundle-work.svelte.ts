import type { JobRow } from "../backend";
import { t } from "../i18n/messages.svelte";
import { toasts } from "../parts/toasts.svelte";
import { desk } from "./desk.svelte";
import { whenThePersonLeaves } from "./person-leaves";

/** What is being put together for a request, kept current by the desk's events wherever on the desk one is. */
class BundleWork {
  #job = $state.raw<JobRow | null>(null);
  /** The one that was begun in this window. */
  #own = $state.raw<{ request: string; jobId: string } | null>(null);
  /** Moves when a run has ended. */
  ends = $state(0);
  /** By run, what came of those of this window. */
  #outcomes = new Map<string, JobRow>();

  /** One runs at a time. Before the desk has told how far it is, only that it goes on. */
  get running(): { id: string; done: number; of: number; request: string | null } | null {
    const job = this.#job;
    if (job && job.endedAt === null) return { ...job, request: job.id === this.#own?.jobId ? this.#own.request : null };
    const own = this.#own;
    return own && !this.#outcomes.has(own.jobId) ? { id: own.jobId, done: 0, of: 0, request: own.request } : null;
  }

  /** How the last run of that request ended, where it was begun here. */
  endedOf(request: string): JobRow | null {
    const own = this.#own;
    return own?.request === request ? (this.#outcomes.get(own.jobId) ?? null) : null;
  }

  begun(request: string, jobId: string): void {
    this.#own = { request, jobId };
    // It may have ended before the answer that it began came here.
    if (this.#job?.id === jobId && this.#job.endedAt !== null) this.#end(this.#job);
  }

  note(job: JobRow): void {
    this.#job = job;
    if (job.endedAt !== null) this.#end(job);
  }

  /** The desk knows of no such run: word of its end never came here. */
  gone(jobId: string): void {
    if (this.#own?.jobId === jobId) this.#own = null;
    if (this.#job?.id === jobId) this.#job = null;
    this.ends += 1;
  }

  forget(): void {
    this.#job = null;
    this.#own = null;
    this.#outcomes.clear();
  }

  #end(job: JobRow): void {
    this.ends += 1;
    if (job.id !== this.#own?.jobId || this.#outcomes.has(job.id)) return;
    this.#outcomes.set(job.id, job);
    // Who looks after the store is told of every run.
    if (job.state === "done" && !desk.may("manage_store")) toasts.say(t("job.bundle.done"));
  }
}

export const bundleWork = new BundleWork();
whenThePersonLeaves(() => bundleWork.forget());
