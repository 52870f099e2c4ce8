import type { Component } from "svelte";
import type { NeededRight } from "../desk/desk.svelte";
import type { IconName } from "../parts/icons";
import ReviewRoom from "./aktindsigt/review/ReviewRoom.svelte";
import AuditRoom from "./audit/AuditRoom.svelte";
import { intakePath } from "./case/intake/intake-place";
import IntakeRoom from "./case/intake/IntakeRoom.svelte";
import { citizenPath } from "./citizen/citizen-place";
import CitizenRoom from "./citizen/CitizenRoom.svelte";
import { casePath } from "./case/page/case-place";
import CasePage from "./case/page/CasePage.svelte";
import DeadlinesRoom from "./deadlines/DeadlinesRoom.svelte";
import IndexRoom from "./index/IndexRoom.svelte";
import MyDayRoom from "./my-day/MyDayRoom.svelte";
import QualityRoom from "./quality/QualityRoom.svelte";
import SearchRoom from "./search/SearchRoom.svelte";
import SettingsRoom from "./settings/SettingsRoom.svelte";
import TasksRoom from "./tasks/TasksRoom.svelte";
import TeamRoom from "./team/TeamRoom.svelte";

/** `Aktindsigt` gets its line here on the day it works. */
export type RoomId = "my_day" | "search" | "deadlines" | "tasks" | "quality" | "index" | "team" | "audit" | "settings";
/** A room that no rail leads to: it opens by a link, from what it belongs to. */
export type LinkedRoomId = "intake" | "citizen" | "case" | "review";

export interface Room<Id extends RoomId | LinkedRoomId = RoomId> {
  id: Id;
  /** Its place in links, and in `sagsbord://` links from outside. */
  path: string;
  messageKey: `room.${Id}`;
  icon: IconName;
  right: NeededRight;
  component: Component;
  /** Nobody begins her day here unless she chose to. */
  neverFirst?: true;
}

export const rooms: readonly Room[] = [
  { id: "my_day", path: "min-dag", messageKey: "room.my_day", icon: "home", right: "read_cases", component: MyDayRoom },
  { id: "search", path: "soeg", messageKey: "room.search", icon: "search", right: "read_cases", component: SearchRoom },
  {
    id: "deadlines",
    path: "frister",
    messageKey: "room.deadlines",
    icon: "time",
    right: "read_cases",
    component: DeadlinesRoom,
  },
  { id: "tasks", path: "opgaver", messageKey: "room.tasks", icon: "flag", right: "read_cases", component: TasksRoom },
  { id: "quality", path: "kvalitetstjek", messageKey: "room.quality", icon: "check", right: "read_cases", component: QualityRoom },
  {
    id: "index",
    path: "indeks",
    messageKey: "room.index",
    icon: "index",
    // An administrator answers for the connection and sees no case of it.
    right: ["read_cases", "change_settings"],
    component: IndexRoom,
    neverFirst: true,
  },
  { id: "team", path: "team", messageKey: "room.team", icon: "groups", right: "see_team", component: TeamRoom },
  { id: "audit", path: "revision", messageKey: "room.audit", icon: "list", right: "read_audit", component: AuditRoom },
  {
    id: "settings",
    path: "indstillinger",
    messageKey: "room.settings",
    icon: "settings",
    right: null,
    component: SettingsRoom,
  },
];

const linkedRooms: readonly Room<LinkedRoomId>[] = [
  { id: "case", path: casePath, messageKey: "room.case", icon: "document", right: "read_cases", component: CasePage },
  { id: "intake", path: intakePath, messageKey: "room.intake", icon: "upload", right: "read_cases", component: IntakeRoom },
  { id: "citizen", path: citizenPath, messageKey: "room.citizen", icon: "person", right: "read_cases", component: CitizenRoom },
  { id: "review", path: "aktindsigt", messageKey: "room.review", icon: "document", right: "read_cases", component: ReviewRoom },
];

/** The room a place lies in, or the first that the person may enter (her own start room before it). */
export function roomAt(path: string, startRoom: string | null, may: (needed: NeededRight) => boolean): Room<RoomId | LinkedRoomId> {
  const open = rooms.filter((room) => may(room.right));
  const first = path.split("/")[0];
  const asked = open.find((room) => room.path === first) ?? linkedRooms.find((room) => room.path === first && may(room.right));
  const start = open.find((room) => room.path === startRoom);
  const found = asked ?? start ?? open.find((room) => !room.neverFirst) ?? rooms.at(-1);
  if (!found) throw new Error("there is always a room");
  return found;
}
