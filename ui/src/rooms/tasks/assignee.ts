import type { TaskAssignee } from "../../backend/contract";

/** An assignee as the value of a select, and back. */
export function valueOf(assignee: TaskAssignee): string {
  return assignee.kind === "nobody" ? "" : `${assignee.kind}:${assignee.id}`;
}

export function assigneeOf(value: string): TaskAssignee {
  const [kind, id] = value.split(":");
  if (id && kind === "employee") return { kind: "employee", id };
  if (id && kind === "team") return { kind: "team", id };
  return { kind: "nobody" };
}
