/** Where a line begins in a text; lines are counted from 1, and one that is not there is the last. */
export function lineStart(text: string, line: number): number {
  let start = 0;
  for (let n = 1; n < line; n += 1) {
    const end = text.indexOf("\n", start);
    if (end < 0) return start;
    start = end + 1;
  }
  return start;
}
