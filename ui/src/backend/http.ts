import type { Backend } from "./backend";
import type { DeskEvent } from "./contract";
import { chosenFiles, followDrops, type OfferedFile, packed } from "./browser-files";
import { asErrorReply } from "./failure";
import { readBytes } from "./read-bytes";

/** The development backend over HTTP on this machine: the same use cases, in an ordinary browser. */
export function httpBackend(): Backend {
  const client = clientId();
  const documentUrl = (id: string) =>
    `/bytes/document/${encodeURIComponent(id)}?client=${encodeURIComponent(client)}`;

  const offer = async (files: readonly OfferedFile[]) => {
    if (files.length === 0) return;
    try {
      const url = `/offer?client=${encodeURIComponent(client)}`;
      const response = await fetch(url, { method: "POST", body: packed(files) });
      if (!response.ok) throw await response.json();
    } catch (thrown) {
      throw asErrorReply(thrown);
    }
  };

  return {
    async call(command, request) {
      try {
        const response = await fetch(`/call/${command}`, {
          method: "POST",
          headers: { "content-type": "application/json", "x-desk-client": client },
          body: JSON.stringify(request),
        });
        const body: unknown = await response.json();
        if (!response.ok) throw body;
        return body as never;
      } catch (thrown) {
        throw asErrorReply(thrown);
      }
    },
    onEvent: (listener) => listenToEvents(client, listener),
    documentUrl,
    documentPageUrl: ({ id, page, dpi }) =>
      `/bytes/page/${encodeURIComponent(id)}/${page}?client=${encodeURIComponent(client)}&dpi=${dpi}`,
    intakePageUrl: ({ intake, place, page, dpi }) =>
      `/bytes/intake/${encodeURIComponent(intake)}/${encodeURIComponent(place)}/${page}?client=${encodeURIComponent(client)}&dpi=${dpi}`,
    bundlePageUrl: ({ bundle, file, page, dpi }) =>
      `/bytes/bundle/${encodeURIComponent(bundle)}/${file}/${page}?client=${encodeURIComponent(client)}&dpi=${dpi}`,
    onFiles: ({ over, refused }) =>
      followDrops(over, (files) => void offer(files).catch((thrown) => refused(asErrorReply(thrown)))),
    chooseFiles: async (what) => offer(await chosenFiles(what)),
    documentBytes: (id) => readBytes(documentUrl(id)),
    // A browser tells no page where a folder lies.
    chooseFolder: null,
    windowReady: () => undefined,
  };
}

function listenToEvents(client: string, listener: (event: DeskEvent) => void): () => void {
  const source = new EventSource(`/events?client=${encodeURIComponent(client)}`);
  let wasLost = false;
  source.onmessage = (message) => listener(JSON.parse(String(message.data)) as DeskEvent);
  source.onerror = () => (wasLost = true);
  source.onopen = () => {
    // Events were missed while the line was down, so the whole state is asked for again.
    if (wasLost) listener({ kind: "desk_changed" });
    wasLost = false;
  };
  return () => source.close();
}

function clientId(): string {
  const key = "sagsbord.client";
  const known = sessionStorage.getItem(key);
  if (known) return known;
  const fresh = crypto.randomUUID();
  sessionStorage.setItem(key, fresh);
  return fresh;
}
