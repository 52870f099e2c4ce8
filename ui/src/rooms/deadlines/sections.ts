export type DeadlineSectionId = "list" | "moved" | "law";

export const deadlineSections: readonly { id: DeadlineSectionId; path: string }[] = [
  { id: "list", path: "liste" },
  { id: "moved", path: "flyttede" },
  { id: "law", path: "regler" },
];
