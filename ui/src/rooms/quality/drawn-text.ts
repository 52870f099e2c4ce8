/**
 * The text with its marks, cut so that a change touches little of the page: lines, and long lines in chunks. Lines
 * and chunks that are as they were stay the same objects, so the page leaves them alone.
 */

export interface Mark {
  start: number;
  end: number;
  /** Class names; the mark that lies over others wins. */
  look: string;
}

/** A run of marked text, from the chunk's beginning. */
interface Run {
  from: number;
  to: number;
  look: string;
}

export interface Chunk {
  readonly text: string;
  readonly runs: readonly Run[];
}

export interface Line {
  readonly text: string;
  readonly runs: readonly Run[];
  readonly chunks: readonly Chunk[];
}

/** Longer lines are cut into chunks; most come out shorter than this, none is eight times as long. */
const chunkLength = 600;

/** Draws `text` anew, keeping what it can of `before`. The lines together are the text. */
export function drawn(text: string, marks: readonly Mark[], before: readonly Line[]): readonly Line[] {
  const runs = flat(marks, text.length);
  const lines = linesOf(text, runs);
  const shorter = Math.min(lines.length, before.length);
  let first = 0;
  while (first < shorter && isSame(lines[first], before[first])) first += 1;
  if (first === lines.length && first === before.length) return before;
  let last = 0;
  while (last < shorter - first && isSame(lines.at(-1 - last), before.at(-1 - last))) last += 1;
  const changed = lines.slice(first, lines.length - last);
  const was = before.slice(first, before.length - last);
  return [
    ...before.slice(0, first),
    ...changed.map((line, at) => ({ ...line, chunks: chunksOf(line, was.length === changed.length ? was[at] : undefined) })),
    ...before.slice(before.length - last),
  ];
}

/** Marks as runs that do not overlap, in order. What is chosen lies over what warns, and that over the rest. */
function flat(marks: readonly Mark[], length: number): Run[] {
  const runs: Run[] = [];
  let open: Mark[] = [];
  let at = 0;
  const put = (to: number, look: string) => {
    const last = runs.at(-1);
    if (last && last.to === at && last.look === look) last.to = to;
    else if (to > at) runs.push({ from: at, to, look });
    at = to;
  };
  const upTo = (place: number) => {
    while (open.length > 0 && at < place) {
      const alone = open.length === 1 ? open[0] : undefined;
      if (alone && alone.end <= place) {
        put(alone.end, alone.look);
        open = [];
        break;
      }
      const next = Math.min(place, ...open.map((mark) => mark.end));
      const look = open.reduce((strongest, mark) => (weight(mark.look) > weight(strongest) ? mark.look : strongest), "");
      put(next, look);
      open = open.filter((mark) => mark.end > at);
    }
    at = Math.max(at, place);
  };
  for (const mark of marks) {
    if (mark.start >= mark.end || mark.end > length) continue;
    upTo(mark.start);
    open.push(mark);
  }
  upTo(length);
  return runs;
}

function weight(look: string): number {
  const tone = look.startsWith("bad") ? 3 : look.startsWith("warn") ? 2 : look === "" ? 0 : 1;
  return tone + (look.endsWith("chosen") ? 8 : 0);
}

function linesOf(text: string, runs: readonly Run[]): Omit<Line, "chunks">[] {
  const lines: Omit<Line, "chunks">[] = [];
  let next = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found + 1;
    const inLine: Run[] = [];
    for (let run = runs[next]; run && run.from < end; run = runs[next]) {
      inLine.push({ from: Math.max(run.from, start) - start, to: Math.min(run.to, end) - start, look: run.look });
      if (run.to > end) break;
      next += 1;
    }
    lines.push({ text: text.slice(start, end), runs: inLine });
    start = end;
  }
  return lines;
}

function chunksOf(line: Omit<Line, "chunks">, before: Line | undefined): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let next = 0;
  for (const [start, end] of cuts(line.text)) {
    const runs: Run[] = [];
    for (let run = line.runs[next]; run && run.from < end; run = line.runs[next]) {
      runs.push({ from: Math.max(run.from, start) - start, to: Math.min(run.to, end) - start, look: run.look });
      if (run.to > end) break;
      next += 1;
    }
    chunks.push({ text: line.text.slice(start, end), runs });
  }
  const was = before?.chunks ?? [];
  const shorter = Math.min(chunks.length, was.length);
  let first = 0;
  while (first < shorter && isSame(chunks[first], was[first])) first += 1;
  let last = 0;
  while (last < shorter - first && isSame(chunks.at(-1 - last), was.at(-1 - last))) last += 1;
  return [...was.slice(0, first), ...chunks.slice(first, chunks.length - last), ...was.slice(was.length - last)];
}

/**
 * Where a long line is cut: after a space that its neighbours choose, not its number, so that a letter put in
 * front does not move every cut behind it.
 */
function* cuts(text: string): Generator<[number, number]> {
  let start = 0;
  for (let at = chunkLength; at < text.length; at += 1) {
    const isLong = at - start > 8 * chunkLength;
    if (at - start < chunkLength / 4 || (text.charCodeAt(at - 1) !== 32 && !isLong)) continue;
    const chance = text.charCodeAt(at - 2) * 31 + text.charCodeAt(at) * 17 + text.charCodeAt(at - 3) * 7;
    if (chance % 16 !== 0 && !isLong) continue;
    const inCharacter = text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) <= 0xdfff;
    const end = inCharacter ? at - 1 : at;
    yield [start, end];
    start = end;
  }
  if (start < text.length) yield [start, text.length];
}

function isSame(one: Chunk | undefined, other: Chunk | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    one.text === other.text &&
    one.runs.length === other.runs.length &&
    one.runs.every((run, at) => {
      const twin = other.runs[at];
      return twin !== undefined && run.from === twin.from && run.to === twin.to && run.look === twin.look;
    })
  );
}

/** Puts a chunk on the page: plain text, and a `mark` for each run. */
export function fill(node: HTMLElement, chunk: Chunk): void {
  const parts: (Node | string)[] = [];
  let at = 0;
  for (const run of chunk.runs) {
    if (run.from > at) parts.push(chunk.text.slice(at, run.from));
    const mark = document.createElement("mark");
    mark.className = run.look;
    mark.textContent = chunk.text.slice(run.from, run.to);
    parts.push(mark);
    at = run.to;
  }
  if (at < chunk.text.length) parts.push(chunk.text.slice(at));
  node.replaceChildren(...parts);
}
