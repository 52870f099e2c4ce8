import type { AktindsigtDetail } from "../../backend/contract";
import type { RequestTab } from "./aktindsigt-place";
import { hasOwnHand } from "./own-hand";

export interface NextStep {
  /** `aktindsigt.next.<name>`. */
  name: "collect" | "decide" | "release" | "approve" | "answer_stop" | "give" | "look";
  tab: RequestTab;
}

/** Who looks at it. */
export interface Who {
  name: string;
  mayApprove: boolean;
  mayStop: boolean;
}

/** The one thing that comes next, as far as the request's own page can see. */
export function nextStep(detail: Pick<AktindsigtDetail, "state" | "isOpen" | "items" | "log" | "mayChange">, who: Who): NextStep | null {
  if (!detail.isOpen) return null;
  const log = detail.log.toSorted((a, b) => a.number - b.number);
  const last = (...kinds: string[]) => log.findLast((row) => kinds.includes(row.kind))?.kind ?? null;
  const isStopped = count(detail, "stopped") > count(detail, "stop_answered");
  const sentBy = log.findLast((row) => row.kind === "sent_to_approval")?.by;
  const isOwn = sentBy === who.name || hasOwnHand(log, who.name);
  if (isStopped && who.mayApprove && !isOwn) return { name: "answer_stop", tab: "release" };
  if (detail.state === "awaiting_approval") {
    const isApproved = last("sent_to_approval", "approved", "returned") === "approved";
    if (!isApproved && who.mayApprove && !isOwn) return { name: "approve", tab: "release" };
    if (isApproved && detail.mayChange) return { name: "give", tab: "release" };
    return who.mayStop ? { name: "look", tab: "release" } : null;
  }
  if (!detail.mayChange) return null;
  if (detail.items.listed === 0) return { name: "collect", tab: "material" };
  if (detail.items.undecided > 0) return { name: "decide", tab: "list" };
  return { name: "release", tab: "release" };
}

function count(detail: Pick<AktindsigtDetail, "log">, kind: string): number {
  return detail.log.filter((row) => row.kind === kind).length;
}
