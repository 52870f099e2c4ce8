export type DeadlineSectionId = "list";

export const deadlineSections: readonly { id: DeadlineSectionId; path: string }[] = [{ id: "list", path: "liste" }];
