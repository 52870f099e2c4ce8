/** Lets the person choose where something goes; it leaves the program only there. */
export function saveFile(name: string, content: readonly BlobPart[], type: string): void {
  const url = URL.createObjectURL(new Blob([...content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function bytesFromBase64(base64: string): Uint8Array<ArrayBuffer> {
  const signs = atob(base64);
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) bytes[at] = signs.charCodeAt(at);
  return bytes;
}
