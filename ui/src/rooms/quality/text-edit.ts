/** A place in a text, in the window's own units (UTF-16), end exclusive. */
export interface Placed {
  start: number;
  end: number;
}

/** What makes one text of another: `new` in the place of what stood from `start` to `end`. */
export interface TextEdit extends Placed {
  new: string;
}

/** The least change from one text to the other; none where they are alike. Never inside a character. */
export function difference(before: string, after: string): TextEdit | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  if (start > 0 && (isLowSurrogate(before, start) || isLowSurrogate(after, start))) start -= 1;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same += 1;
  }
  if (same > 0 && isLowSurrogate(before, before.length - same)) same -= 1;
  return { start, end: before.length - same, new: after.slice(start, after.length - same) };
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/**
 * Where places stand after an edit. One that the edit lies wholly within grows or shrinks with it, so that
 * typing inside a name does not make its mark flicker; one that the edit cuts into is gone.
 */
export function moved<Row extends Placed>(rows: readonly Row[], edit: TextEdit | null): readonly Row[] {
  if (!edit || rows.length === 0) return rows;
  const by = edit.new.length - (edit.end - edit.start);
  const kept: Row[] = [];
  for (const row of rows) {
    if (row.end <= edit.start) kept.push(row);
    else if (row.start >= edit.end) kept.push(by === 0 ? row : { ...row, start: row.start + by, end: row.end + by });
    else if (row.start <= edit.start && row.end >= edit.end && row.end + by > row.start) {
      kept.push({ ...row, end: row.end + by });
    }
  }
  return kept;
}

/** The desk's answer put into the list it speaks of. */
export function spliced<Row extends Placed>(
  rows: readonly Row[],
  change: { goneStart: number; goneEnd: number; come: readonly Row[]; moved: number },
): Row[] {
  const by = change.moved;
  const behind = rows.slice(change.goneEnd);
  return [
    ...rows.slice(0, change.goneStart),
    ...change.come,
    ...(by === 0 ? behind : behind.map((row) => ({ ...row, start: row.start + by, end: row.end + by }))),
  ];
}
