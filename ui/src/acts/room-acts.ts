import { desk } from "../desk/desk.svelte";
import { seesAccess } from "../rooms/access/access-rights";
import { indexPlace, indexSections } from "../rooms/index/sections";
import { rooms } from "../rooms/rooms";
import { settingsSections } from "../rooms/settings/sections";
import { router } from "../route/router.svelte";
import type { Act } from "./acts";

/** Access by name stands in the room of those who lead, and in that of those who look after. */
function accessActs(): Act[] {
  const to = (path: string) => router.go({ path: `${desk.may("see_team") ? "team" : "revision"}/${path}`, query: {} });
  return [
    { id: "access.list", messageKey: "act.access", alsoKey: "act.access.also", group: "rooms", icon: "lock", right: seesAccess, run: () => to("adgang") },
    { id: "access.teams", messageKey: "act.case_teams", group: "rooms", icon: "groups", right: seesAccess, run: () => to("teams") },
  ];
}

/** Going to a room, to each list of Indeks, and to each part of Indstillinger. */
export function roomActs(): Act[] {
  const toRooms = rooms.map(
    (room): Act => ({
      id: `room.${room.id}`,
      messageKey: `act.room.${room.id}`,
      group: "rooms",
      icon: room.icon,
      shortcut: `Ctrl+${room.digit}`,
      right: room.right,
      run: () => router.goToRoom(room.path),
    }),
  );
  const toSections = settingsSections.map(
    (section): Act => ({
      id: `settings.${section.id}`,
      messageKey: `act.settings.${section.id}`,
      group: "rooms",
      icon: "settings",
      right: section.right,
      run: () => router.go({ path: `indstillinger/${section.path}`, query: {} }),
    }),
  );
  const toLists = indexSections.map(
    ({ id }): Act => ({
      id: `index.${id}`,
      messageKey: `act.index.${id}`,
      group: "rooms",
      icon: "index",
      right: "read_cases",
      run: () => router.go({ path: indexPlace(id), query: {} }),
    }),
  );
  const toAccess = accessActs();
  return [...toRooms, ...toLists, ...toAccess, ...toSections];
}
