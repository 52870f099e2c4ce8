export type IndexSectionId = "state" | "held" | "parked" | "dry_run" | "compare";

/** All but the first are about cases, for those who may read some. */
export const indexSections: readonly { id: IndexSectionId; path: string }[] = [
  { id: "state", path: "tilstand" },
  { id: "held", path: "holdt-tilbage" },
  { id: "parked", path: "parkeret" },
  { id: "dry_run", path: "proevekoersel" },
  { id: "compare", path: "sammenlign" },
];

export function indexPlace(section: IndexSectionId): string {
  return `indeks/${indexSections.find(({ id }) => id === section)?.path ?? ""}`;
}
