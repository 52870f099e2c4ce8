import { desk, type NeededRight } from "../../desk/desk.svelte";

/** Who sees what stands open by name, takes it back and looks at emergencies afterwards. The desk has the last word. */
export const seesAccess: NeededRight = ["see_team", "read_audit"];

/** Whoever works on a case may ask a colleague in. */
export function mayOpenToOthers(): boolean {
  return desk.may("work_on_cases");
}

export function mayFormTeams(): boolean {
  return desk.may("see_team");
}

export function mayTakeBack(): boolean {
  return desk.may(seesAccess);
}

/** A leader may say that somebody else is disqualified. */
export function maySpeakForOthers(): boolean {
  return desk.may("see_team");
}
