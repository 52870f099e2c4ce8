import type { AktindsigtDetail, ReleaseStanding } from "../../../backend/contract";
import { hasOwnHand } from "../own-hand";
import { liveApproval } from "./road";

/** Why somebody does not approve what waits: `release.approval.why_not.<code>`. None where she may. */
export function whyNotApprover(
  standing: ReleaseStanding,
  detail: Pick<AktindsigtDetail, "log">,
  who: { name: string; hasRight: boolean },
): "no_right" | "sent" | "own_work" | "out_of_reach" | null {
  if (standing.mayApprove) return null;
  if (!who.hasRight) return "no_right";
  if (liveApproval(standing)?.sentBy === who.name) return "sent";
  // Who has only marked is told the same as who is out of reach.
  return hasOwnHand(detail.log, who.name) ? "own_work" : "out_of_reach";
}
