/** What a file says, if it is text. Never a guess in silence: how it was read is told. */
export type ReadFile =
  | { text: string; encoding: "utf-8" | "utf-16" | "windows-1252" }
  | { problem: "not_text" | "too_large" | "unreadable" };

export const largestFile = 4 * 1024 * 1024;

export function readTextFile(bytes: Uint8Array): ReadFile {
  if (bytes.length > largestFile) return { problem: "too_large" };
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const label = first === 0xff ? "utf-16le" : "utf-16be";
    return { text: new TextDecoder(label).decode(bytes), encoding: "utf-16" };
  }
  // A zero byte stands in no text of these kinds.
  if (bytes.includes(0)) return { problem: "not_text" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    const controls = bytes.filter((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12);
    if (controls.length * 100 > bytes.length) return { problem: "not_text" };
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
  }
}
