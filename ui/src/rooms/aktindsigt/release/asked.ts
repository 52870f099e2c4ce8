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
