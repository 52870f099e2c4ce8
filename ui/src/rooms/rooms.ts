import type { Component } from "svelte";
import type { NeededRight } from "../desk/desk.svelte";
import type { IconName } from "../parts/icons";
import AktindsigtRoom from "./aktindsigt/AktindsigtRoom.svelte";
import { aktindsigtPath } from "./aktindsigt/aktindsigt-place";
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

export type RoomId = "my_day" | "search" | "deadlines" | "tasks" | "aktindsigt" | "quality" | "index" | "team" | "audit" | "settings";
/** A room that no rail leads to: it opens by a link, from what it belongs to. */
export type LinkedRoomId = "intake" | "citizen" | "case";

export interface Room<Id extends RoomId | LinkedRoomId = RoomId> {
  id: Id;
  /** Its place in links, and in `sagsbord://` links from outside. */
  path: string;
  messageKey: `room.${Id}`;
  icon: IconName;
  /** With Ctrl it leads there. A room keeps its own, whatever stands before it in the rail. */
  digit: Id extends RoomId ? string : null;
  right: NeededRight;
  component: Component;
  /** Nobody begins her day here unless she chose to. */
  neverFirst?: true;
}

export const rooms: readonly Room[] = [
  { id: "my_day", digit: "1", path: "min-dag", messageKey: "room.my_day", icon: "home", right: "read_cases", component: MyDayRoom },
  { id: "search", digit: "2", path: "soeg", messageKey: "room.search", icon: "search", right: "read_cases", component: SearchRoom },
  {
    id: "deadlines",
    digit: "3",
    path: "frister",
    messageKey: "room.deadlines",
    icon: "time",
    right: "read_cases",
    component: DeadlinesRoom,
  },
  { id: "tasks", digit: "4", path: "opgaver", messageKey: "room.tasks", icon: "flag", right: "read_cases", component: TasksRoom },
  {
    id: "aktindsigt",
    // The tenth room: the nine before it keep the digits that people know.
    digit: "0",
    path: aktindsigtPath,
    messageKey: "room.aktindsigt",
    icon: "folder",
    right: "read_cases",
    component: AktindsigtRoom,
  },
  { id: "quality", digit: "5", path: "kvalitetstjek", messageKey: "room.quality", icon: "check", right: "read_cases", component: QualityRoom },
  {
    id: "index",
    digit: "6",
    path: "indeks",
    messageKey: "room.index",
    icon: "index",
    // An administrator answers for the connection and sees no case of it.
    right: ["read_cases", "change_settings"],
    component: IndexRoom,
    neverFirst: true,
  },
  { id: "team", digit: "7", path: "team", messageKey: "room.team", icon: "groups", right: "see_team", component: TeamRoom },
  { id: "audit", digit: "8", path: "revision", messageKey: "room.audit", icon: "list", right: "read_audit", component: AuditRoom },
  {
    id: "settings",
    digit: "9",
    path: "indstillinger",
    messageKey: "room.settings",
    icon: "settings",
    right: null,
    component: SettingsRoom,
  },
];

const linkedRooms: readonly Room<LinkedRoomId>[] = [
  { id: "case", digit: null, path: casePath, messageKey: "room.case", icon: "document", right: "read_cases", component: CasePage },
  { id: "intake", digit: null, path: intakePath, messageKey: "room.intake", icon: "upload", right: "read_cases", component: IntakeRoom },
  { id: "citizen", digit: null, path: citizenPath, messageKey: "room.citizen", icon: "person", right: "read_cases", component: CitizenRoom },
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
