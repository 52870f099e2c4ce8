import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Backend } from "./backend";
import type { DeskEvent } from "./contract";
import { asErrorReply } from "./failure";
import { readBytes } from "./read-bytes";

/** The window's own desk. */
export function tauriBackend(): Backend {
  return {
    async call(command, request) {
      try {
        return await invoke(command, { request });
      } catch (thrown) {
        throw asErrorReply(thrown);
      }
    },
    onEvent(listener) {
      const listening = listen<DeskEvent>("desk-event", (event) => listener(event.payload));
      return () => void listening.then((stop) => stop());
    },
    documentUrl,
    documentBytes: (id) => readBytes(documentUrl(id)),
    // A chooser that cannot be opened leaves the field, where the path can be typed.
    chooseFolder: (title, typed) => invoke<string | null>("choose_folder", { title, typed }).catch(() => null),
    windowReady({ isDrawn }) {
      invoke("window_ready", { isDrawn }).catch(() => undefined);
    },
  };
}

/** `convertFileSrc` would escape the slash in a path, so it only gives the origin, which differs by system. */
function documentUrl(id: string): string {
  return `${convertFileSrc("", "page")}document/${encodeURIComponent(id)}`;
}
