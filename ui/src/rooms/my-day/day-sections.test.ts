import { expect, test } from "vitest";
import type { DayRow, DaySection } from "../../backend/contract";
import { type SectionId, wholeLists } from "./day-sections";

const section = (kinds: DayRow["kind"][], total = kinds.length): DaySection => ({
  rows: kinds.map((kind) => ({ kind }) as DayRow),
  total,
  totalIsAtLeast: false,
});

test("each section leads to the lists that have the whole of it, filtered alike", () => {
  const check = (id: SectionId, rows: DaySection, expected: string[]) => expect(wholeLists(id, rows).map((one) => one.href)).toEqual(expected);
  check("late", section(["deadline"]), ["#/frister?naar=late"]);
  check("late", section(["case"]), ["#/soeg?mine=ja&aabne=ja&forfald=late&orden=due_first"]);
  check("today", section(["case", "deadline"]), ["#/frister?naar=today", "#/soeg?mine=ja&aabne=ja&forfald=today&orden=due_first"]);
  // Which kinds there are further down is not known here.
  check("soon", section(["deadline"], 60), ["#/frister", "#/soeg?mine=ja&aabne=ja&forfald=next_seven_days&orden=due_first"]);
  check("tasks", section(["task"]), ["#/opgaver/liste?vis=i-gang"]);
  check("waiting", section(["letter"]), []);
  check("waiting", section(["task", "letter"]), ["#/opgaver/liste?hvis=venter"]);
  check("late", section([]), []);
  check("news", section(["news"]), []);
});
