import type { RoadStep } from "./road";

/** What somebody has pressed a button for, and is asked about before it is done. */
export type Asked =
  | { kind: "send" }
  | { kind: "approve"; number: number }
  | { kind: "give_back"; number: number; isOwn: boolean }
  | { kind: "stop" }
  | { kind: "answer"; number: number }
  | { kind: "give" }
  | { kind: "deliver"; releaseId: string }
  | { kind: "recall"; releaseId: string };

/** The step that it belongs to: there the keys go on where nothing comes next. */
export const stepOf: Record<Asked["kind"], RoadStep> = {
  send: "approval",
  approve: "approval",
  give_back: "approval",
  stop: "officer",
  answer: "officer",
  give: "give",
  deliver: "give",
  recall: "give",
};
