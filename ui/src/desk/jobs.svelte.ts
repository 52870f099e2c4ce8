import type { JobRow } from "../backend";
import { ask } from "./ask";

/** The desk's background work, kept current by its events. */
class CurrentJobs {
  rows = $state.raw<JobRow[]>([]);

  get running(): JobRow[] {
    return this.rows.filter((job) => job.state === "running" || job.state === "waiting");
  }

  async load(): Promise<void> {
    this.rows = (await ask("list_jobs", {})).rows;
  }

  note(job: JobRow): void {
    const known = this.rows.some((row) => row.id === job.id);
    this.rows = known ? this.rows.map((row) => (row.id === job.id ? job : row)) : [job, ...this.rows];
  }

  forget(): void {
    this.rows = [];
  }
}

export const jobs = new CurrentJobs();
