import type { ReleaseWay } from "../../../backend/contract";
import { whenThePersonLeaves } from "../../../desk/person-leaves";

/** A remark before it is sent: on a row by its number, and on a mark of it. */
export interface RemarkDraft {
  number: string;
  markId: string;
  text: string;
}

export const noRemark = (): RemarkDraft => ({ number: "", markId: "", text: "" });

/** What is typed at one request's release: it stands there when one has looked at a page or another tab in between. */
export class ReleaseDrafts {
  send = $state("");
  approve = $state("");
  giveBack = $state("");
  remarks = $state<RemarkDraft[]>([]);
  remark = $state<RemarkDraft>(noRemark());
  stop = $state("");
  answer = $state("");
  recall = $state("");
  way = $state<ReleaseWay | "">("");
  folder = $state("");
  how = $state("");
}

const drafts = new Map<string, ReleaseDrafts>();

export function draftsOf(request: string): ReleaseDrafts {
  const known = drafts.get(request) ?? new ReleaseDrafts();
  drafts.set(request, known);
  return known;
}

whenThePersonLeaves(() => drafts.clear());
