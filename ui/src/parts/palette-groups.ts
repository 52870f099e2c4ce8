import type { HitGroup, SearchHits } from "../backend/contract";
import { type Hit, hitGroups, hitsOf, idOf } from "../rooms/search/hits";

export interface ActEntry {
  id: string;
  /** What it is found by. */
  text: string;
}

export type PaletteEntry<Act extends ActEntry> =
  | { kind: "act"; id: string; act: Act }
  | { kind: "hit"; id: string; hit: Hit }
  | { kind: "more"; id: "more" }
  | { kind: "emergency"; id: "emergency" };

export interface PaletteGroup<Act extends ActEntry> {
  id: HitGroup | "acts" | "more";
  entries: PaletteEntry<Act>[];
}

/** Beside hits there is room for the nearest few. */
const actsBesideHits = 5;

interface Found<Act> {
  /** Those that fit what is typed, best first. */
  acts: readonly Act[];
  /** The best of them was as good as named. */
  isActAskedFor: boolean;
  /** Nothing where nothing is looked for. */
  hits: SearchHits | null;
  /** What is typed is a whole number, and nobody's within reach. */
  isUnknownNumber: boolean;
  /** There is a page to see all of it on. */
  hasMore: boolean;
}

/**
 * What the palette shows, group by group. An act that was named stands first and stays there, so that the line under the
 * cursor is not another one when the hits come; else what was found goes before what can be done.
 */
export function paletteGroups<Act extends ActEntry>({ acts, isActAskedFor, hits, isUnknownNumber, hasMore }: Found<Act>): PaletteGroup<Act>[] {
  const toDo: PaletteGroup<Act> = {
    id: "acts",
    entries: (hasMore ? acts.slice(0, actsBesideHits) : acts).map((act) => ({ kind: "act", id: `act-${act.id}`, act })),
  };
  const found = hits === null ? [] : hitGroups.map((id) => ({ id, entries: hitsOf(hits, id).map(entryOf) }));
  const foot: PaletteGroup<Act> = {
    id: "more",
    entries: [
      ...(isUnknownNumber ? [{ kind: "emergency", id: "emergency" } as const] : []),
      ...(hasMore ? [{ kind: "more", id: "more" } as const] : []),
    ],
  };
  const groups: PaletteGroup<Act>[] = isActAskedFor ? [toDo, ...found, foot] : [...found, toDo, foot];
  return groups.filter((group) => group.entries.length > 0);
}

function entryOf(hit: Hit): { kind: "hit"; id: string; hit: Hit } {
  return { kind: "hit", id: `${hit.group}-${idOf(hit)}`, hit };
}

/** The line that Enter takes when nobody chose another. What opens a case in an emergency is never taken unasked. */
export function firstChoice<Act extends ActEntry>(entries: readonly PaletteEntry<Act>[]): number {
  return Math.max(0, entries.findIndex((entry) => entry.kind !== "emergency"));
}
