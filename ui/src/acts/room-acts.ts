import { indexPlace, indexSections } from "../rooms/index/sections";
import { rooms } from "../rooms/rooms";
import { settingsSections } from "../rooms/settings/sections";
import { router } from "../route/router.svelte";
import type { Act } from "./acts";

/** Going to a room, to each list of Indeks, and to each part of Indstillinger. */
export function roomActs(): Act[] {
  const toRooms = rooms.map(
    (room, index): Act => ({
      id: `room.${room.id}`,
      messageKey: `act.room.${room.id}`,
      group: "rooms",
      icon: room.icon,
      shortcut: `Ctrl+${index + 1}`,
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
  return [...toRooms, ...toLists, ...toSections];
}
