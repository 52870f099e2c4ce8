import type { AktindsigtDetail, ReleaseStanding } from "../../../backend/contract";
import { liveApproval } from "./road";

/** Whoever did one of these does not approve what came of it. */
const ownWork: readonly string[] = ["decided", "letter_drafted", "letter_saved", "item_changed"];

/** Why somebody does not approve what waits: `release.approval.why_not.<code>`. None where she may. */
export function whyNotApprover(
  standing: Pick<ReleaseStanding, "mayApprove" | "approval">,
  detail: Pick<AktindsigtDetail, "log">,
  who: { name: string; hasRight: boolean },
): "no_right" | "sent" | "own_work" | "out_of_reach" | null {
  if (standing.mayApprove) return null;
  if (!who.hasRight) return "no_right";
  if (liveApproval(standing as ReleaseStanding)?.sentBy === who.name) return "sent";
  // Marks are not in the request's log: who has only marked is told the same as who is out of reach.
  return detail.log.some((row) => row.by === who.name && ownWork.includes(row.kind)) ? "own_work" : "out_of_reach";
}
