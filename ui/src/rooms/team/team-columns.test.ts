import { expect, test } from "vitest";
import type { PersonLoad } from "../../backend/contract";
import { sortTeam } from "./team-columns";

const person = (name: string, late: number, oldestDue: string | null): PersonLoad => ({
  employeeId: name,
  name,
  unit: "Enhed",
  open: 10,
  late,
  dueNextSevenDays: 0,
  oldestDue,
});
const people = [person("Åse", 2, null), person("Bo", 5, "2026-11-02"), person("Anne", 2, "2026-10-01")];
const names = (sort: string) => sortTeam(people, sort).map((one) => one.name);

test("those who drown come first, and equal ones stand by name in Danish order", () => {
  expect(names("late_down")).toEqual(["Bo", "Anne", "Åse"]);
  expect(names("name_up")).toEqual(["Anne", "Bo", "Åse"]);
  expect(names("open_up")).toEqual(["Anne", "Bo", "Åse"]);
});

test("who has no due date stands last when the oldest come first", () => {
  expect(names("oldest_up")).toEqual(["Anne", "Bo", "Åse"]);
});
