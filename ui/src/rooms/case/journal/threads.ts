import type { NoteRow } from "../../../backend/contract";

export interface NoteThread {
  note: NoteRow;
  /** Oldest first: as they were said. */
  supplements: NoteRow[];
}

/** Notes newest first, each with what was said to it. A supplement whose note is not here stands by itself. */
export function threads(notes: readonly NoteRow[]): NoteThread[] {
  const here = new Set(notes.map((note) => note.id));
  const roots = notes.filter((note) => note.supplements === null || !here.has(note.supplements));
  return roots.map((note) => ({
    note,
    supplements: notes.filter((other) => other.supplements === note.id).toSorted((a, b) => a.number - b.number),
  }));
}
