import type { Commands, DeskEvent, ErrorReply } from "./contract";

export type CommandName = keyof Commands;
export type RequestOf<K extends CommandName> = Commands[K]["request"];
export type ReplyOf<K extends CommandName> = Commands[K]["reply"];

/**
 * The only way from the screens to the desk. Two bodies: the window (tauri.ts) and the development
 * backend (http.ts). Everything that can fail rejects with an `ErrorReply`, never with anything else.
 */
export interface Backend {
  call<K extends CommandName>(command: K, request: RequestOf<K>): Promise<ReplyOf<K>>;
  onEvent(listener: (event: DeskEvent) => void): () => void;
  /** For `<img src>`; the bytes never cross as JSON. */
  documentUrl(id: string): string;
  documentBytes(id: string): Promise<ArrayBuffer>;
  /** A page of a document, as a picture for `<img src>`. */
  documentPageUrl(page: DocumentPage): string;
  /** A page of a file that was taken in, as a picture for `<img src>`. */
  intakePageUrl(page: IntakePage): string;
  /** A page of a file of a bundle, as a picture for `<img src>`. */
  bundlePageUrl(page: BundlePage): string;
  /** Files over the window, and dropped on it. What was dropped is told as an event, like what was chosen. */
  onFiles(listener: FilesListener): () => void;
  /** The system's own chooser. Rejects when what was chosen could not be taken up. */
  chooseFiles(what: "files" | "folder", title: string): Promise<void>;
  /** The system's own folder chooser, where there is one; gives `null` when nothing was chosen. */
  chooseFolder: ((title: string, typed: string) => Promise<string | null>) | null;
  /** Tells the shell that the first screen is painted. The development backend has no shell to tell. */
  windowReady(screen: { isDrawn: boolean }): void;
}

export interface DocumentPage {
  id: string;
  /** From 1. */
  page: number;
  dpi: number;
}

export interface IntakePage {
  intake: string;
  place: string;
  /** From 1. */
  page: number;
  dpi: number;
}

export interface BundlePage {
  bundle: string;
  /** Its place among the bundle's files, from 0. */
  file: number;
  /** From 1. */
  page: number;
  dpi: number;
}

export interface FilesListener {
  /** Files are held over the window, or no longer. */
  over(areOver: boolean): void;
  refused(failure: ErrorReply): void;
}
