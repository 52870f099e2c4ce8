import { fold } from "./fold";

/**
 * Where the words of a search stand in a text, as the store finds them: folded, and from the beginning of a word.
 * Begin and end in the text as it is written, those that touch put together.
 */
export function findFolded(text: string, query: string): [number, number][] {
  const words = fold(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (words.length === 0 || text === "") return [];
  const { letters, from } = foldedWithPlaces(text);
  const found: [number, number][] = [];
  for (let at = 0; at < letters.length; at += 1) {
    if (!isWordStart(letters, at)) continue;
    const word = longest(words.filter((one) => letters.startsWith(one, at)));
    if (word) found.push([from[at] ?? 0, from[at + word.length] ?? text.length]);
  }
  return found.reduce<[number, number][]>((kept, [begin, end]) => {
    const last = kept.at(-1);
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
    else kept.push([begin, end]);
    return kept;
  }, []);
}

/** One written letter may be two folded ones (æ); each of them knows where it came from. */
function foldedWithPlaces(text: string): { letters: string; from: number[] } {
  let letters = "";
  const from: number[] = [];
  let at = 0;
  for (const letter of text) {
    const folded = fold(letter);
    for (let i = 0; i < folded.length; i += 1) from.push(at);
    letters += folded;
    at += letter.length;
  }
  from.push(text.length);
  return { letters, from };
}

function isWordStart(letters: string, at: number): boolean {
  const isLetter = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
  return isLetter(letters[at]) && !isLetter(letters[at - 1]);
}

function longest(words: readonly string[]): string | undefined {
  return words.toSorted((a, b) => b.length - a.length)[0];
}
