export type TaskSectionId = "list" | "task_templates" | "letter_templates";

export const taskSections: readonly { id: TaskSectionId; path: string }[] = [
  { id: "list", path: "liste" },
  { id: "task_templates", path: "opgaveskabeloner" },
  { id: "letter_templates", path: "brevskabeloner" },
];
