/** A file as it was handed to the page, with the folders it lay in. */
export interface OfferedFile {
  path: string;
  content: Blob;
}

/** In one body, which the browser reads from the disk as it sends: lengths of path and content, path, content. */
export function packed(files: readonly OfferedFile[]): Blob {
  return new Blob(
    files.flatMap(({ path, content }) => {
      const name = new TextEncoder().encode(path);
      const lengths = new DataView(new ArrayBuffer(12));
      lengths.setUint32(0, name.length, true);
      lengths.setBigUint64(4, BigInt(content.size), true);
      return [lengths.buffer, name, content];
    }),
  );
}

/** What the person chooses; nothing when she thought better of it. */
export function chosenFiles(what: "files" | "folder"): Promise<OfferedFile[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.webkitdirectory = what === "folder";
  input.hidden = true;
  document.body.append(input);
  return new Promise((resolve) => {
    const end = () => {
      input.remove();
      resolve(Array.from(input.files ?? [], withItsFolders));
    };
    input.onchange = end;
    input.oncancel = end;
    input.click();
  });
}

export function followDrops(over: (areOver: boolean) => void, dropped: (files: OfferedFile[]) => void): () => void {
  const isOfFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  const handlers: Record<string, (event: DragEvent) => void> = {
    dragover: (event) => {
      if (!isOfFiles(event)) return;
      // Otherwise the browser would open what is dropped in place of the screens.
      event.preventDefault();
      over(true);
    },
    dragleave: (event) => {
      if (event.relatedTarget === null) over(false);
    },
    drop: (event) => {
      if (!isOfFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      over(false);
      void filesOf(event.dataTransfer).then(dropped);
    },
  };
  const listened = Object.entries(handlers) as [string, EventListener][];
  for (const [name, handler] of listened) addEventListener(name, handler);
  return () => listened.forEach(([name, handler]) => removeEventListener(name, handler));
}

async function filesOf(transfer: DataTransfer): Promise<OfferedFile[]> {
  // Asked for at once: after the event is over, the browser has forgotten them.
  const folders = Array.from(transfer.items, (item) => item.webkitGetAsEntry()).filter((entry) => entry?.isDirectory);
  const names = new Set(folders.map((entry) => entry?.name));
  const files = Array.from(transfer.files, withItsFolders).filter(({ path }) => !names.has(path));
  for (const folder of folders) {
    if (folder) files.push(...(await filesIn(folder as FileSystemDirectoryEntry, folder.name)));
  }
  return files;
}

async function filesIn(folder: FileSystemDirectoryEntry, path: string): Promise<OfferedFile[]> {
  const reader = folder.createReader();
  const found: OfferedFile[] = [];
  for (;;) {
    // A hundred at a time, until none come.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return found;
    for (const entry of entries) {
      const below = `${path}/${entry.name}`;
      if (entry.isDirectory) found.push(...(await filesIn(entry as FileSystemDirectoryEntry, below)));
      else {
        const content = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
        found.push({ path: below, content });
      }
    }
  }
}

function withItsFolders(file: File): OfferedFile {
  return { path: file.webkitRelativePath || file.name, content: file };
}
