import { fold } from "../i18n/fold";

export interface Candidate {
  id: string;
  text: string;
}

/**
 * The acts that fit what was typed, best first. With nothing typed it is all of them, the recent ones
 * on top. Every typed word must be found; the order of the words is free.
 */
export function rank<T extends Candidate>(query: string, candidates: readonly T[], recent: readonly string[]): T[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const scored = candidates.flatMap((candidate, order) => {
    const score = scoreOf(words, fold(candidate.text));
    return score === null ? [] : [{ candidate, score, order, recency: recencyOf(recent, candidate.id) }];
  });
  scored.sort((a, b) => b.score - a.score || a.recency - b.recency || a.order - b.order);
  return scored.map((one) => one.candidate);
}

function recencyOf(recent: readonly string[], id: string): number {
  const index = recent.indexOf(id);
  return index < 0 ? Number.MAX_SAFE_INTEGER : index;
}

function scoreOf(words: readonly string[], text: string): number | null {
  let sum = 0;
  for (const word of words) {
    const score = scoreOfWord(word, text);
    if (score === null) return null;
    sum += score;
  }
  return sum;
}

function scoreOfWord(word: string, text: string): number | null {
  if (text.startsWith(word)) return 4;
  if (text.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word))) return 3;
  if (text.includes(word)) return 2;
  return isScatteredIn(word, text) ? 1 : null;
}

/** `mdg` is scattered in `min dag`. One letter alone would be scattered in nearly everything. */
function isScatteredIn(word: string, text: string): boolean {
  if (word.length < 2) return false;
  let at = 0;
  for (const letter of text) if (letter === word[at]) at += 1;
  return at === word.length;
}

/** Every typed word begins a word of the text: as near as an act comes to having been asked for by its name. */
export function isAskedFor(query: string, text: string): boolean {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const folded = fold(text);
  return words.length > 0 && words.every((word) => (scoreOfWord(word, folded) ?? 0) >= 3);
}
