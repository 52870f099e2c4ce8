import type { CaseHit, CitizenHit, DocumentHit, HitGroup, NoteHit, SearchHits, TaskHit } from "../../backend/contract";

export const hitGroups = ["citizens", "cases", "documents", "notes", "tasks"] as const satisfies readonly HitGroup[];

/** One thing that was found, with what it is. */
export type Hit =
  | { group: "citizens"; found: CitizenHit }
  | { group: "cases"; found: CaseHit }
  | { group: "documents"; found: DocumentHit }
  | { group: "notes"; found: NoteHit }
  | { group: "tasks"; found: TaskHit };

/** Fewer signs fit too much to be worth asking for. */
export const fewestSigns = 2;

export function hitsOf(all: SearchHits, group: HitGroup): Hit[] {
  switch (group) {
    case "citizens":
      return all.citizens.map((found) => ({ group, found }));
    case "cases":
      return all.cases.map((found) => ({ group, found }));
    case "documents":
      return all.documents.map((found) => ({ group, found }));
    case "notes":
      return all.notes.map((found) => ({ group, found }));
    case "tasks":
      return all.tasks.map((found) => ({ group, found }));
  }
}

export function idOf(hit: Hit): string {
  return hit.group === "cases" ? hit.found.row.id : hit.found.id;
}

export function isNothing(all: SearchHits): boolean {
  return hitGroups.every((group) => all[group].length === 0);
}

/** A whole number on which there is nothing within reach. Whether it is anybody's at all is not told. */
export function isUnknown(all: SearchHits, text: string): boolean {
  return all.isUnknownCpr || (isNothing(all) && /^[\d\s.-]*\d{4,}$/.test(text.trim()));
}
