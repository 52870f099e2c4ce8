import type { ApprovalRow, BundleRow, DeliveryRow, ReleaseRow, ReleaseStanding, ReleaseStopRow } from "../../../backend/contract";

export const roadSteps = ["missing", "approval", "officer", "bundle", "give"] as const;
export type RoadStep = (typeof roadSteps)[number];
export type Tone = "plain" | "good" | "info" | "warn" | "bad";

/** What stands beside a step: `release.is.<is>`. */
export interface StepState {
  is: string;
  tone: Tone;
  n?: number;
}

/** Who looks at it. */
export interface Me {
  /** May stand between what is sent and what is given, as far as the desk has told. */
  mayApprove: boolean;
  /** Has the right to approve, whatever she has done with this one. */
  hasRightToApprove: boolean;
}

export type NextAct =
  | "mend"
  | "answer_stop"
  | "send"
  | "send_again"
  | "approve"
  | "build"
  | "give"
  | "deliver"
  | "wait_work"
  | "wait_stop"
  | "wait_approval"
  | "wait_job"
  | "wait_give"
  | "look_at_doubts"
  | "report"
  | "done";

export const isClosed = (standing: ReleaseStanding): boolean => !openStates.includes(standing.state);
const openStates: readonly string[] = ["received", "collecting", "reviewing", "awaiting_approval", "released_in_part"];

export function openStops(standing: ReleaseStanding): ReleaseStopRow[] {
  return standing.stops.filter((stop) => stop.answeredAt === null);
}

/** The approval that is asked for or given, and not used up or taken back. */
export function liveApproval(standing: ReleaseStanding): ApprovalRow | null {
  const approval = standing.approval;
  return approval && (approval.state === "waiting" || approval.state === "approved") ? approval : null;
}

/** What nobody can wave through. */
export function hardObstacles(standing: ReleaseStanding): ReleaseStanding["obstacles"] {
  return standing.obstacles.filter((one) => !one.mayBeAccepted);
}

/** Built of what is there now and not given yet, and nothing that is covered was found in it. */
export function freshBundle(standing: ReleaseStanding): BundleRow | null {
  const newest = standing.bundles[0];
  if (!newest || wasGiven(standing, newest)) return null;
  return newest.isClean && !newest.isBehind && newest.files.length > 0 ? newest : null;
}

export function wasGiven(standing: ReleaseStanding, bundle: BundleRow): boolean {
  return standing.releases.some((one) => one.bundleId === bundle.id);
}

const arrived: readonly string[] = ["written", "by_hand", "handed_in", "later"];

/**
 * What a release came to: as its last tries left it. Of Digital Post a try is several letters, and each counts.
 */
export function reached(release: ReleaseRow): boolean {
  const last = release.deliveries.at(-1);
  if (!last) return false;
  const sameTry = release.deliveries.filter((one) => one.at === last.at);
  return sameTry.every((one: DeliveryRow) => arrived.includes(one.outcome));
}

export function undelivered(standing: ReleaseStanding): ReleaseRow | null {
  return standing.releases.findLast((one) => one.recalledAt === null && !reached(one)) ?? null;
}

/** How far each step has come. */
export function roadOf(standing: ReleaseStanding, isBuilding: boolean): Record<RoadStep, StepState> {
  return {
    missing: missingState(standing),
    approval: approvalState(standing),
    officer: officerState(standing),
    bundle: bundleState(standing, isBuilding),
    give: giveState(standing),
  };
}

function missingState(standing: ReleaseStanding): StepState {
  if (isClosed(standing)) return { is: "closed", tone: "plain" };
  const hard = hardObstacles(standing).length;
  if (hard > 0) return { is: "missing", tone: "warn", n: hard };
  const soft = standing.obstacles.length;
  return soft > 0 ? { is: "to_be_seen", tone: "warn", n: soft } : { is: "nothing_missing", tone: "good" };
}

function approvalState(standing: ReleaseStanding): StepState {
  const approval = standing.approval;
  if (!approval) return { is: "not_sent", tone: "plain" };
  if (approval.isBehind) return { is: "behind", tone: "bad" };
  const states: Record<ApprovalRow["state"], StepState> = {
    waiting: { is: "waiting", tone: "info" },
    approved: { is: "approved", tone: "good" },
    returned: { is: "returned", tone: "warn" },
    taken_back: { is: "taken_back", tone: "plain" },
    used: { is: isClosed(standing) ? "used" : "not_sent_again", tone: isClosed(standing) ? "good" : "plain" },
  };
  return states[approval.state];
}

function officerState(standing: ReleaseStanding): StepState {
  if (openStops(standing).length > 0) return { is: "stopped", tone: "bad" };
  return standing.stops.length > 0 ? { is: "answered", tone: "good" } : { is: "no_stop", tone: "plain" };
}

function bundleState(standing: ReleaseStanding, isBuilding: boolean): StepState {
  if (isBuilding) return { is: "building", tone: "info" };
  const newest = standing.bundles[0];
  if (!newest) return { is: "not_built", tone: "plain" };
  if (wasGiven(standing, newest)) return { is: "was_given", tone: "good" };
  if (newest.isBehind) return { is: "behind", tone: "warn" };
  return newest.isClean ? { is: "clean", tone: "good" } : { is: "in_doubt", tone: "bad" };
}

function giveState(standing: ReleaseStanding): StepState {
  const last = standing.releases.at(-1);
  if (!last) return { is: "not_given", tone: "plain" };
  if (undelivered(standing)) return { is: "not_delivered", tone: "bad" };
  if (last.recalledAt !== null) return { is: "recalled", tone: "bad" };
  return isClosed(standing) ? { is: "given", tone: "good" } : { is: "given_in_part", tone: "info" };
}

/** The one thing that comes next for whoever looks; what starts with `wait_` is another's. */
export function nextAct(standing: ReleaseStanding, me: Me, isBuilding: boolean): NextAct {
  const works = standing.maySend;
  if (works && undelivered(standing)) return "deliver";
  if (isClosed(standing)) return works && standing.releases.at(-1)?.recalledAt ? "report" : "done";
  if (openStops(standing).length > 0) {
    if (me.mayApprove) return "answer_stop";
    return works && hardObstacles(standing).some((one) => one.kind !== "stopped") ? "mend" : "wait_stop";
  }
  const approval = liveApproval(standing);
  if (hardObstacles(standing).length > 0) return works ? "mend" : "wait_work";
  if (!approval) return works ? "send" : "wait_work";
  if (approval.isBehind) return works ? "send_again" : "wait_work";
  if (approval.state === "waiting" && me.mayApprove) return "approve";
  if (!works) return approval.state === "waiting" ? "wait_approval" : "wait_give";
  if (isBuilding) return "wait_job";
  if (freshBundle(standing)) return approval.state === "waiting" ? "wait_approval" : "give";
  const newest = standing.bundles[0];
  return newest && !newest.isBehind && !newest.isClean && !wasGiven(standing, newest) ? "look_at_doubts" : "build";
}

/** Which step the next act belongs to. */
export function stepOf(act: NextAct): RoadStep | null {
  const steps: Record<NextAct, RoadStep | null> = {
    mend: "missing",
    answer_stop: "officer",
    wait_stop: "officer",
    send: "approval",
    send_again: "approval",
    approve: "approval",
    wait_approval: "approval",
    wait_work: "missing",
    build: "bundle",
    wait_job: "bundle",
    look_at_doubts: "bundle",
    give: "give",
    wait_give: "give",
    deliver: "give",
    report: "give",
    done: null,
  };
  return steps[act];
}
