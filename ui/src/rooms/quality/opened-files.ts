import { type ReadFile, readTextFile } from "./read-text-file";

export interface OpenedFile {
  name: string;
  read: ReadFile;
}

/** More than anybody drops at once on purpose. */
const mostFiles = 50;

/** One after the other, so that only one file's bytes are held at a time. */
export async function openFiles(files: FileList): Promise<OpenedFile[]> {
  const opened: OpenedFile[] = [];
  for (const file of [...files].slice(0, mostFiles)) {
    const read = await file.arrayBuffer().then(
      (bytes) => readTextFile(new Uint8Array(bytes)),
      (): ReadFile => ({ problem: "unreadable" }),
    );
    opened.push({ name: file.name, read });
  }
  return opened;
}
