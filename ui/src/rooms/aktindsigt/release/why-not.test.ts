import { expect, test } from "vitest";
import type { AktindsigtLogRow, ReleaseStanding } from "../../../backend/contract";
import { whyNotApprover } from "./why-not";

const line = (by: string, kind: string): AktindsigtLogRow => ({ number: 1, at: "2026-11-20T10:00:00+00:00", by, kind, detail: null, text: null });
const sent = (mayApprove: boolean) => ({ mayApprove, approval: { state: "waiting", sentBy: "Anne" } }) as ReleaseStanding;

test("who does not approve hears why", () => {
  const check = (name: string, hasRight: boolean, log: AktindsigtLogRow[], expected: string | null, mayApprove = false) =>
    expect(whyNotApprover(sent(mayApprove), { log }, { name, hasRight }), name).toBe(expected);
  check("Bo", true, [], null, true);
  check("Karen", false, [], "no_right");
  check("Anne", true, [line("Anne", "decided")], "sent");
  check("Bo", true, [line("Bo", "letter_saved")], "own_work");
  // A remark is no hand in it.
  check("Bo", true, [line("Bo", "commented"), line("Anne", "decided")], "out_of_reach");
});
