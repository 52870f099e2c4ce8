import { expect, test } from "vitest";
import type { CaseDetail, PartyRow } from "../../../backend/contract";
import { caseForm, clashes, mayMove, requestOf, withTheirs } from "./case-form";

const ida = { id: "ida", name: "Ida", part: "primary" } as PartyRow;
const bent = { id: "bent", name: "Bent", part: "other" } as PartyRow;

function detail(changes: { status?: string; due?: string | null; responsibleId?: string | null; version?: number; kle?: string; parties?: PartyRow[] }) {
  return {
    row: { id: "c", title: "Rampe", kle: "27.18.02", status: "opstaaet", sensitivity: "confidential", due: "2026-12-24", ...changes },
    standing: { version: changes.version ?? 3, unitId: "u", teamId: null, responsibleId: "anne", ...changes },
    parties: changes.parties ?? [ida],
  } as unknown as Pick<CaseDetail, "row" | "standing" | "parties">;
}

test("what is not touched is sent as it stood, with the version it stood in", () => {
  const base = detail({});
  expect(requestOf(base, caseForm(base))).toEqual({
    id: "c",
    version: 3,
    title: "Rampe",
    kle: "27.18.02",
    status: "opstaaet",
    sensitivity: "confidential",
    unitId: "u",
    teamId: null,
    responsibleId: "anne",
    due: "24.12.2026",
    parties: [{ part: "primary", who: { kind: "known", data: "ida" } }],
  });
});

test("only what two have changed to different values must be chosen between", () => {
  const base = detail({});
  const now = detail({ status: "oplyst", due: null, version: 4 });
  const mine = { ...caseForm(base), status: "afgjort" as const, responsibleId: "bo" };
  expect(clashes(base, now, mine)).toEqual([{ field: "status", theirs: "oplyst" }]);
  expect(clashes(base, now, { ...mine, status: "oplyst" })).toEqual([]);
  expect(clashes(base, now, caseForm(base))).toEqual([]);
});

test("what others changed is put beside what one has typed, people one by one", () => {
  const base = detail({ parties: [ida] });
  const now = detail({ kle: "27.18.04", parties: [ida, bent], version: 4 });
  const form = caseForm(base);
  const mine = { ...form, title: "Rampe og trappe", parties: [...form.parties, { kind: "number" as const, cpr: "6101801234", name: "Ny", part: "other" as const }] };
  expect(clashes(base, now, mine)).toEqual([]);
  const after = withTheirs(base, now, mine);
  expect([after.title, after.kle, after.parties.map((one) => one.name)]).toEqual(["Rampe og trappe", "27.18.04", ["Ida", "Ny", "Bent"]]);
  // Both made something of the same person.
  const gone = detail({ parties: [], version: 4 });
  const other = { ...form, parties: form.parties.map((party) => ({ ...party, part: "other" as const })) };
  expect(clashes(base, gone, other)).toEqual([{ field: "parties", theirs: "" }]);
});

test("what may move the case out of one's reach is known before it is sent", () => {
  const base = detail({});
  expect(mayMove(base, { ...caseForm(base), title: "Noget andet", responsibleId: "" })).toBe(false);
  expect(mayMove(base, { ...caseForm(base), kle: " 27.18.02 " })).toBe(false);
  for (const change of [{ kle: "27.18.04" }, { sensitivity: "sensitive" as const }, { unitId: "v" }, { teamId: "t" }])
    expect(mayMove(base, { ...caseForm(base), ...change }), JSON.stringify(change)).toBe(true);
});
