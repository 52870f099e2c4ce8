import type { TemplateFault } from "../../../backend/contract";
import type { Placed } from "../../quality/text-edit";

export interface PlacedFault extends Placed {
  fault: TemplateFault;
}

const inLine: Partial<Record<TemplateFault["kind"], RegExp>> = {
  unfinished: /\[skriv[^\]\n]*\]?/g,
  empty_field: /\{\{[^}\n]*(?:\}\})?/g,
};

/** Where in the text it is: the bracket that is to be written, or else the whole line. Each bracket of a line is a place. */
export function placesOfFaults(text: string, faults: readonly TemplateFault[]): PlacedFault[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return faults.flatMap((fault) => {
    const start = starts[fault.line - 1] ?? text.length;
    const after = text.indexOf("\n", start);
    const line = text.slice(start, after < 0 ? text.length : after);
    const pattern = inLine[fault.kind];
    const found = pattern ? [...line.matchAll(pattern)] : [];
    if (found.length === 0) return [{ fault, start, end: start + line.trimEnd().length }];
    return found.map((match) => ({
      fault: { ...fault, what: match[0] },
      start: start + match.index,
      end: start + match.index + match[0].length,
    }));
  });
}

/** How far the places of a text stand behind those of the text that was kept: what stands before it is not kept. */
export function leadOf(sent: string): number {
  return sent.length - sent.trimStart().length;
}

export function shifted<Row extends Placed>(rows: readonly Row[], by: number): readonly Row[] {
  return by === 0 ? rows : rows.map((row) => ({ ...row, start: row.start + by, end: row.end + by }));
}

/** The next place in the text, or the one before it; around the ends. */
export function placeBeside<Row extends Placed>(places: readonly Row[], at: Placed | null, cursor: number, by: 1 | -1): Row | null {
  if (places.length === 0) return null;
  const sorted = places.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const here = at ? sorted.findIndex((one) => one.start === at.start && one.end === at.end) : -1;
  if (here >= 0) return sorted[(here + by + sorted.length) % sorted.length] ?? null;
  if (by > 0) return sorted.find((one) => one.start >= cursor) ?? sorted[0] ?? null;
  return sorted.findLast((one) => one.end <= cursor) ?? sorted.at(-1) ?? null;
}
