import type { Place } from "../../route/place";

/** The room of requests for access: the list, a new one, and each by its link. */
export const aktindsigtPath = "aktindsigt";

/** What stands in a link where an id would. */
const newInLink = "ny";

export const requestTabs = ["request", "material", "list", "check", "letter", "release", "log"] as const;
export type RequestTab = (typeof requestTabs)[number];

const inLinks: Record<RequestTab, string> = {
  request: "",
  material: "materiale",
  list: "aktliste",
  check: "tjek",
  letter: "brev",
  release: "udlevering",
  log: "log",
};

export type AktindsigtPlace = { at: "list" } | { at: "new" } | { at: "request"; id: string };

export function aktindsigtPlaceFrom(path: string): AktindsigtPlace {
  const id = path.split("/")[1] ?? "";
  if (id === "") return { at: "list" };
  return id === newInLink ? { at: "new" } : { at: "request", id };
}

export function placeOfRequest(id: string, tab: RequestTab = "request"): Place {
  return { path: `${aktindsigtPath}/${id}`, query: { del: inLinks[tab] } };
}

/** With a case that it asks for, where it was begun from one, and the file that was taken in with it. */
export function placeOfNewRequest(caseId: string | null = null, file: { intake: string; place: string } | null = null): Place {
  return { path: `${aktindsigtPath}/${newInLink}`, query: { sag: caseId ?? "", indlaesning: file?.intake ?? "", fil: file?.place ?? "" } };
}

export function tabInLink(tab: RequestTab): string | null {
  return inLinks[tab] || null;
}

export function tabFrom(link: string | undefined): RequestTab {
  return requestTabs.find((tab) => inLinks[tab] === (link ?? "")) ?? "request";
}
