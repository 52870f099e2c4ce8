import { beforeAll, expect, test, vi } from "vitest";
import type { Right } from "../backend/contract";
import da from "../messages/da.json";
import type { NeededRight } from "../desk/desk.svelte";
import type { Act } from "./acts";

let acts: readonly Act[];
let actsFor: (may: (needed: NeededRight) => boolean) => Act[];

beforeAll(async () => {
  // Of a browser only what is touched while the acts are being listed.
  vi.stubGlobal("window", {});
  vi.stubGlobal("navigator", { platform: "" });
  vi.stubGlobal("location", { hash: "", pathname: "/" });
  vi.stubGlobal("localStorage", { getItem: () => null });
  vi.stubGlobal("sessionStorage", { getItem: () => "a-client-of-a-test" });
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined }));
  ({ acts, actsFor } = await import("./acts"));
  // Every room is read in with it, which takes long where others build.
}, 60_000);

function withRights(...rights: Right[]): string[] {
  const may = (needed: NeededRight) => needed === null || [needed].flat().some((right) => rights.includes(right));
  return actsFor(may).map((act) => act.id);
}

test("every act is named once, has its words, and no two share a shortcut", () => {
  const ids = acts.map((act) => act.id);
  expect(new Set(ids).size).toBe(ids.length);
  const shortcuts = acts.flatMap((act) => act.shortcut ?? []);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
  for (const act of acts) expect(Object.keys(da), act.id).toContain(act.messageKey);
});

test("every room can be reached by an act with a shortcut", () => {
  const rooms = acts.filter((act) => act.id.startsWith("room."));
  // The tenth has the digit that is left, and stands where it belongs in the rail.
  expect(rooms.map((act) => act.shortcut)).toEqual(["Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+0", "Ctrl+5", "Ctrl+6", "Ctrl+7", "Ctrl+8", "Ctrl+9"]);
});

test("an act that a person may not do is not offered to her", () => {
  const administrator = withRights("manage_people", "manage_store", "change_settings");
  expect(administrator).not.toContain("room.my_day");
  expect(administrator).not.toContain("search.focus");
  expect(administrator).toContain("room.index");
  expect(administrator).toContain("settings.people");
  const caseworker = withRights("read_cases", "work_on_cases");
  expect(caseworker).toContain("search.focus");
  expect(caseworker).not.toContain("room.audit");
  expect(caseworker).toContain("room.index");
  expect(withRights("manage_people")).not.toContain("room.index");
  expect(caseworker).not.toContain("settings.data");
  for (const anybody of [administrator, caseworker]) expect(anybody).toContain("desk.lock");
});
