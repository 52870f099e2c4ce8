import type { AktindsigtLogRow } from "../../backend/contract";

/** Whoever did one of these does not approve what came of it. Marks are not in the request's own log. */
const ownWork: readonly string[] = ["decided", "letter_drafted", "letter_saved", "item_changed"];

export function hasOwnHand(log: readonly Pick<AktindsigtLogRow, "by" | "kind">[], name: string): boolean {
  return log.some((row) => row.by === name && ownWork.includes(row.kind));
}
