import type { Commands, DeskEvent } from "./contract";

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
  /** The system's own folder chooser, where there is one; gives `null` when nothing was chosen. */
  chooseFolder: ((title: string, typed: string) => Promise<string | null>) | null;
  /** Tells the shell that the first screen is painted. The development backend has no shell to tell. */
  windowReady(screen: { isDrawn: boolean }): void;
}
