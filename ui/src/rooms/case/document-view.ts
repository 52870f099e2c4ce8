/** How a document can be shown here. Everything that is not surely a picture or plain text waits for its own room. */
export type DocumentView = "picture" | "text" | "none";

const pictures = new Set(["image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp"]);
/** More is no longer read on a screen, and would only fill the memory. */
export const maxTextBytes = 2_000_000;

export function viewOf(mediaType: string | null, bytes: number | null): DocumentView {
  const type = (mediaType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (pictures.has(type)) return "picture";
  if (type.startsWith("text/") && (bytes ?? 0) <= maxTextBytes) return "text";
  return "none";
}

/** Old Danish files are Windows-1252; what is not UTF-8 is read as that, so that æøå survive. */
export function decodeText(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
