import type { DoubtKind, DoubtPlace, DoubtRow } from "../../../backend/contract";

/** Doubts of one kind: what is wrong and what to do is said once for them all. */
export interface DoubtGroup {
  kind: DoubtKind;
  doubts: DoubtRow[];
}

/** Those that nobody has answered for, in the order of the desk: what cannot be accepted comes first. */
export function openGroups(doubts: readonly DoubtRow[]): DoubtGroup[] {
  const groups = new Map<DoubtKind, DoubtGroup>();
  for (const doubt of doubts) {
    if (doubt.accepted) continue;
    const group = groups.get(doubt.kind);
    if (group) group.doubts.push(doubt);
    else groups.set(doubt.kind, { kind: doubt.kind, doubts: [doubt] });
  }
  return [...groups.values()];
}

/** The newest answer first. */
export function acceptedOf(doubts: readonly DoubtRow[]): DoubtRow[] {
  return doubts.filter((doubt) => doubt.accepted).toSorted((a, b) => (b.accepted?.at ?? "").localeCompare(a.accepted?.at ?? ""));
}

/** A page is named once, however often something stands on it. */
export function placesOnce(places: readonly DoubtPlace[]): DoubtPlace[] {
  const seen = new Set<string>();
  return places.filter(({ itemId, page }) => {
    const key = `${itemId} ${page}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The same doubt where it is about other places now, and so has another key. */
export function twinOf(doubt: DoubtRow, doubts: readonly DoubtRow[]): DoubtRow | null {
  const open = doubts.filter((one) => !one.accepted && one.kind === doubt.kind);
  const same = (one: DoubtRow) => one.text === doubt.text && one.places[0]?.itemId === doubt.places[0]?.itemId;
  return open.find((one) => one.key === doubt.key) ?? open.find(same) ?? (doubt.text === null ? null : (open.find((one) => one.text === doubt.text) ?? null));
}

/** Where one goes on after a doubt is gone: what has come in its place, or the last. */
export function nextAfter(before: readonly DoubtRow[], key: string, now: readonly DoubtRow[]): DoubtRow | null {
  const still = now.find((one) => one.key === key);
  if (still) return still;
  const at = before.findIndex((one) => one.key === key);
  for (const later of before.slice(at + 1)) {
    const found = now.find((one) => one.key === later.key);
    if (found) return found;
  }
  return now.at(-1) ?? null;
}
