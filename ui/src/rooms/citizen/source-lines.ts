import type { SourceSeen } from "../../backend/contract";

/** A system that knows of the person, and how it went the last time it was asked. */
export interface SourceLine {
  name: string;
  isOwn: boolean;
  cases: number;
  state: "here" | "stale" | "asking" | "failed";
  fetchedAt: string | null;
  /** What went wrong, in words for the reader. */
  problem: string | null;
}

/** As the store knows them: heard of, or not heard of for too long. */
export function sourceLines(sources: readonly SourceSeen[]): SourceLine[] {
  return sources.map(({ name, isOwn, cases, fetchedAt, isStale }) => ({
    name,
    isOwn,
    cases,
    state: isStale ? "stale" : "here",
    fetchedAt,
    problem: null,
  }));
}

/** Those that leave a gap in what is shown. */
export function gaps(lines: readonly SourceLine[]): SourceLine[] {
  return lines.filter((line) => line.state === "failed" || line.state === "stale");
}
