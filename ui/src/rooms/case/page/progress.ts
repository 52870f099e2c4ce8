import type { CaseStatus, CaseStep } from "../../../backend/contract";

/** The steps of a case in the order of the OIO standard. */
export const allSteps: readonly CaseStatus[] = ["opstaaet", "oplyst", "afgjort", "bestilt", "udfoert", "afsluttet"];

export interface ShownStep {
  status: CaseStatus;
  state: "done" | "now" | "ahead";
  /** When the case came there last, where that is known. */
  at: string | null;
  by: string | null;
}

/** A case can go back; a step that lies ahead of where it is now has no date, whatever it had before. */
export function progressOf(now: CaseStatus, taken: readonly CaseStep[]): ShownStep[] {
  const at = allSteps.indexOf(now);
  return allSteps.map((status, place) => {
    const last = place <= at ? taken.findLast((step) => step.status === status) : undefined;
    return { status, state: place < at ? "done" : place === at ? "now" : "ahead", at: last?.at ?? null, by: last?.by ?? null };
  });
}
