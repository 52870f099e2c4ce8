import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Backend } from "./backend";
import type { DeskEvent, ErrorReply } from "./contract";
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
    documentPageUrl: ({ id, page, dpi }) => `${convertFileSrc("", "page")}page/${encodeURIComponent(id)}/${page}?dpi=${dpi}`,
    intakePageUrl: ({ intake, place, page, dpi }) =>
      `${convertFileSrc("", "page")}intake/${encodeURIComponent(intake)}/${encodeURIComponent(place)}/${page}?dpi=${dpi}`,
    bundlePageUrl: ({ bundle, file, page, dpi }) =>
      `${convertFileSrc("", "page")}bundle/${encodeURIComponent(bundle)}/${file}/${page}?dpi=${dpi}`,
    onFiles({ over, refused }) {
      // The shell takes the drop: no file is ever opened in place of the screens, and no path comes here.
      const listening = [
        listen<boolean>("files-over", (event) => over(event.payload)),
        listen<ErrorReply>("files-refused", (event) => refused(asErrorReply(event.payload))),
      ];
      return () => listening.forEach((one) => void one.then((stop) => stop()));
    },
    async chooseFiles(what, title) {
      try {
        await invoke("choose_files", { title, folder: what === "folder" });
      } catch (thrown) {
        throw asErrorReply(thrown);
      }
    },
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
