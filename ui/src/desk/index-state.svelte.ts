import type { IndexHealth, JobRow } from "../backend";
import { ask } from "./ask";
import { Remote } from "./remote.svelte";

/** The desk tells of every message that was sent; the screens follow no faster than anybody reads. */
const betweenLooks = 400;

/** How it stands between us and the shared index, kept current by the desk's events. */
class IndexState {
  readonly health = new Remote<IndexHealth>();
  /** Moves when lists of what waits may have changed. */
  changes = $state(0);
  #job = $state.raw<JobRow | null>(null);
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** What goes on just now. Before the desk has told how far it is, only that it goes on. */
  get running(): { id: string; done: number; of: number } | null {
    const job = this.#job;
    if (job && (job.state === "running" || job.state === "waiting")) return job;
    const id = this.health.value?.job ?? null;
    return id === null || id === job?.id ? null : { id, done: 0, of: 0 };
  }

  load(): Promise<void> {
    return this.health.load(() => ask("index_health", {}));
  }

  noteChange(): void {
    if (this.health.value === null && this.health.failure === null) return;
    this.#waiting ??= setTimeout(() => {
      this.#waiting = undefined;
      this.changes += 1;
      void this.load();
    }, betweenLooks);
  }

  noteJob(job: JobRow): void {
    this.#job = job;
    if (job.endedAt !== null) this.noteChange();
  }

  forget(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.#job = null;
    this.health.clear();
  }
}

export const indexState = new IndexState();
