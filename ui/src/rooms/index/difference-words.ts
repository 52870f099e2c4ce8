import type { IndexDifferenceRow } from "../../backend/contract";
import { compareText } from "../../i18n/format";
import { t, tMaybe } from "../../i18n/messages.svelte";

/** What one side says, in words where the desk gives a code. Nothing where that side has nothing. */
export function saidOf(about: IndexDifferenceRow["about"], value: string | null): string | null {
  if (value === null) return null;
  if (about === "sensitivity") return tMaybe(`sensitivity.${value}`) ?? value;
  if (about === "step") return tMaybe(`case.status.${value.toLowerCase()}`) ?? value;
  return value;
}

const keys: Record<string, (row: IndexDifferenceRow) => string> = {
  number: (row) => row.caseNumber,
  about: (row) => t(`index.about.${row.about}`),
  here: (row) => saidOf(row.about, row.here) ?? "",
  there: (row) => saidOf(row.about, row.there) ?? "",
};

/** By a column, and what differs of one case together. */
export function sortedDifferences(rows: readonly IndexDifferenceRow[], sort: string): IndexDifferenceRow[] {
  const sign = sort.endsWith("_down") ? -1 : 1;
  const key = keys[sort.replace(/_(up|down)$/, "")] ?? ((row: IndexDifferenceRow) => row.caseNumber);
  return rows.toSorted(
    (a, b) => sign * compareText(key(a), key(b)) || compareText(a.caseNumber, b.caseNumber) || compareText(a.objectId, b.objectId),
  );
}
