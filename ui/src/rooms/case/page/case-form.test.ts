import { expect, test } from "vitest";
import type { CaseDetail } from "../../../backend/contract";
import { caseForm, clashes, requestOf } from "./case-form";

function detail(changes: { status?: string; due?: string | null; responsibleId?: string | null; version?: number }) {
  return {
    row: { id: "c", title: "Rampe", status: "opstaaet", sensitivity: "confidential", due: "2026-12-24", ...changes },
    standing: { version: changes.version ?? 3, unitId: "u", teamId: null, responsibleId: "anne", ...changes },
  } as unknown as Pick<CaseDetail, "row" | "standing">;
}

test("what is not touched is sent as it stood, with the version it stood in", () => {
  const base = detail({});
  expect(requestOf(base, caseForm(base))).toEqual({
    id: "c",
    version: 3,
    title: "Rampe",
    status: "opstaaet",
    sensitivity: "confidential",
    unitId: "u",
    teamId: null,
    responsibleId: "anne",
    due: "24.12.2026",
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
