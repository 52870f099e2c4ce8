import { desk, type NeededRight } from "../../desk/desk.svelte";

/** Who sees what stands open by name. The desk has the last word; this only says what is worth offering. */
export const seesAccess: NeededRight = ["see_team", "read_audit"];

export function mayOpenToOthers(): boolean {
  return desk.may("see_team");
}

export function mayReview(): boolean {
  return desk.may(seesAccess);
}
