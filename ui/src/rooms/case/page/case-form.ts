import type { CaseDetail, CaseStatus, ChangeCase, Sensitivity } from "../../../backend/contract";
import { shortDay } from "../../../i18n/format";

/** A case's facts as they stand in the form: nothing is an empty text. */
export interface CaseForm {
  title: string;
  status: CaseStatus;
  sensitivity: Sensitivity;
  unitId: string;
  teamId: string;
  responsibleId: string;
  /** As Danes write it. */
  due: string;
}

export function caseForm({ row, standing }: Pick<CaseDetail, "row" | "standing">): CaseForm {
  return {
    title: row.title,
    status: row.status,
    sensitivity: row.sensitivity,
    unitId: standing.unitId,
    teamId: standing.teamId ?? "",
    responsibleId: standing.responsibleId ?? "",
    due: row.due ? shortDay(row.due, "da-DK") : "",
  };
}

export function requestOf(base: Pick<CaseDetail, "row" | "standing">, form: CaseForm): ChangeCase {
  return {
    id: base.row.id,
    version: base.standing.version,
    title: form.title.trim(),
    status: form.status,
    sensitivity: form.sensitivity,
    unitId: form.unitId,
    teamId: form.teamId || null,
    responsibleId: form.responsibleId || null,
    due: form.due.trim() || null,
  };
}

/** What both oneself and another have changed since the form was opened, and to different values. */
export function clashes(
  before: Pick<CaseDetail, "row" | "standing">,
  now: Pick<CaseDetail, "row" | "standing">,
  form: CaseForm,
): { field: keyof CaseForm; theirs: string }[] {
  const [old, theirs] = [caseForm(before), caseForm(now)];
  return (Object.keys(old) as (keyof CaseForm)[])
    .filter((field) => old[field] !== theirs[field] && form[field] !== old[field] && form[field] !== theirs[field])
    .map((field) => ({ field, theirs: theirs[field] }));
}
