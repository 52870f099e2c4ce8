import type { AskedSource, SourceSeen } from "../../backend/contract";
import { t } from "../../i18n/messages.svelte";

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

/** The same systems after they were asked: each with its own outcome. One that was not known of comes last. */
export function answeredLines(lines: readonly SourceLine[], asked: readonly AskedSource[]): SourceLine[] {
  const known = lines.map((line) => {
    const answer = asked.find((one) => one.name === line.name);
    return answer ? afterAnswer(line, answer) : line;
  });
  const fresh = asked.filter((one) => lines.every((line) => line.name !== one.name));
  return [...known, ...fresh.map((one) => afterAnswer(lineOf(one), one))];
}

function afterAnswer(line: SourceLine, answer: AskedSource): SourceLine {
  const heard = { ...line, cases: answer.cases, fetchedAt: answer.fetchedAt ?? line.fetchedAt };
  switch (answer.state) {
    case "ok":
      return { ...heard, state: "here", problem: answer.incomplete > 0 ? t("citizen.source.incomplete", { n: answer.incomplete }) : null };
    // What is known of it is as fresh or as old as before.
    case "not_connected":
      return { ...heard, problem: t("citizen.source.unconnected") };
    case "hung":
      return { ...heard, state: "failed", problem: t("citizen.source.hung") };
    case "failed":
      return { ...heard, state: "failed", problem: answer.trouble ? t(`citizen.trouble.${answer.trouble}`) : null };
  }
}

function lineOf({ name, kind, cases, fetchedAt }: AskedSource): SourceLine {
  return { name, isOwn: kind === "own", cases, state: "here", fetchedAt, problem: null };
}

/** While they are asked. What is made here has nobody to ask. */
export function askedLines(lines: readonly SourceLine[]): SourceLine[] {
  return lines.map((line) => (line.isOwn ? line : { ...line, state: "asking", problem: null }));
}
