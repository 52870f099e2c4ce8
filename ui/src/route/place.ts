/** A place in the program: `soeg?tekst=bolig` is the path `soeg` with one answer in its query. */
export interface Place {
  path: string;
  query: Record<string, string>;
}

const maxLinkLength = 2_000;

/** Links come from outside (`sagsbord://`), so anything odd is the empty place, never an error. */
export function placeFrom(link: string): Place {
  if (link.length > maxLinkLength) return { path: "", query: {} };
  const [before = "", after = ""] = splitOnce(link.replace(/^#?\/*/, ""), "?");
  const path = /^[a-z0-9-]+(\/[a-z0-9-]+)*\/?$/.test(before) ? before.replace(/\/$/, "") : "";
  return { path, query: Object.fromEntries(new URLSearchParams(after)) };
}

export function linkTo(place: Place): string {
  const kept = Object.entries(place.query).filter(([, value]) => value !== "");
  const query = new URLSearchParams(kept).toString();
  return `#/${place.path}${query ? `?${query}` : ""}`;
}

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + 1)];
}
