import type { IndexDifferenceRow, IndexMend } from "../../backend/contract";

/** As many as are mended at once. */
export const mostAtOnce = 500;

/** Marks a case with all that differs of it, or unmarks it: what is mended is the whole case. */
export function toggled(marked: ReadonlySet<string>, object: string): ReadonlySet<string> {
  const next = new Set(marked);
  if (!next.delete(object)) next.add(object);
  return next;
}

/** Those of the marked that may be mended on that side. All that differs of a case must allow it. */
export function mendable(rows: readonly IndexDifferenceRow[], marked: ReadonlySet<string>, mend: IndexMend): string[] {
  const found = new Map<string, boolean>();
  for (const { objectId, ways } of rows) {
    if (marked.has(objectId)) found.set(objectId, (found.get(objectId) ?? true) && ways.includes(mend));
  }
  return [...found].filter(([, may]) => may).map(([object]) => object);
}

export function objectsOf(rows: readonly IndexDifferenceRow[]): Set<string> {
  return new Set(rows.map((row) => row.objectId));
}
