import type { CaseDetail, CaseStatus, ChangeCase, Sensitivity } from "../../../backend/contract";
import { shortDay } from "../../../i18n/format";
import { type ChosenParty, mergedParties, toRequest } from "./party-choice";

/** A case's facts as they stand in the form: nothing is an empty text. */
export interface CaseForm {
  title: string;
  kle: string;
  status: CaseStatus;
  sensitivity: Sensitivity;
  unitId: string;
  teamId: string;
  responsibleId: string;
  /** As Danes write it. */
  due: string;
  parties: ChosenParty[];
}

type AsItStands = Pick<CaseDetail, "row" | "standing" | "parties">;

export function caseForm({ row, standing, parties }: AsItStands): CaseForm {
  return {
    title: row.title,
    kle: row.kle,
    status: row.status,
    sensitivity: row.sensitivity,
    unitId: standing.unitId,
    teamId: standing.teamId ?? "",
    responsibleId: standing.responsibleId ?? "",
    due: row.due ? shortDay(row.due, "da-DK") : "",
    parties: parties.map(({ id, name, part }) => ({ kind: "known", id, name, part })),
  };
}

export function requestOf(base: AsItStands, form: CaseForm): ChangeCase {
  return {
    id: base.row.id,
    version: base.standing.version,
    title: form.title.trim(),
    kle: form.kle.trim(),
    status: form.status,
    sensitivity: form.sensitivity,
    unitId: form.unitId,
    teamId: form.teamId || null,
    responsibleId: form.responsibleId || null,
    due: form.due.trim() || null,
    parties: toRequest(form.parties),
  };
}

/** Whether it may come to lie where one does not reach, or under another law: that is asked about before it is done. */
export function mayMove(base: AsItStands, form: CaseForm): boolean {
  const before = caseForm(base);
  return (["kle", "sensitivity", "unitId", "teamId"] as const).some((field) => before[field] !== form[field].trim());
}

/** What both oneself and another have changed since the form was opened, and to different values. */
export function clashes(before: AsItStands, now: AsItStands, form: CaseForm): { field: keyof CaseForm; theirs: string }[] {
  const [old, theirs] = [caseForm(before), caseForm(now)];
  return (Object.keys(old) as (keyof CaseForm)[]).flatMap((field): { field: keyof CaseForm; theirs: string }[] => {
    if (field === "parties") {
      const { isClash } = mergedParties(old.parties, theirs.parties, form.parties);
      return isClash ? [{ field, theirs: namesOf(theirs.parties) }] : [];
    }
    const isClash = old[field] !== theirs[field] && form[field] !== old[field] && form[field] !== theirs[field];
    return isClash ? [{ field, theirs: theirs[field] }] : [];
  });
}

/** What one typed stays; what one has not touched follows the others. People are put together one by one. */
export function withTheirs(before: AsItStands, now: AsItStands, form: CaseForm): CaseForm {
  const [old, theirs] = [caseForm(before), caseForm(now)];
  const follows = (Object.keys(old) as (keyof CaseForm)[]).filter((field) => field !== "parties" && form[field] === old[field]);
  const { parties } = mergedParties(old.parties, theirs.parties, form.parties);
  return { ...form, ...Object.fromEntries(follows.map((field) => [field, theirs[field]])), parties };
}

export function namesOf(parties: readonly ChosenParty[]): string {
  return parties.map((party) => party.name).join(", ");
}
