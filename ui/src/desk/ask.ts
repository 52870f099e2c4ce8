import { asErrorReply, backend, type CommandName, type ReplyOf, type RequestOf } from "../backend";
import { desk } from "./desk.svelte";

/**
 * Reads may be asked again by themselves after an unlock, so that a room that was loading when the desk
 * locked goes on. A change is never repeated unasked.
 */
const reads: ReadonlySet<CommandName> = new Set<CommandName>([
  "my_day",
  "list_cases",
  "show_case",
  "choices",
  "team_load",
  "list_people",
  "list_audit",
  "list_settings",
  "storage_state",
  "list_jobs",
]);

/** Asks the desk on behalf of a signed-in person. Rejects with an `ErrorReply`. */
export async function ask<K extends CommandName>(command: K, request: RequestOf<K>): Promise<ReplyOf<K>> {
  try {
    return await backend.call(command, request);
  } catch (thrown) {
    const failure = asErrorReply(thrown);
    if (failure.code === "session_locked") {
      desk.noteLocked();
      if (reads.has(command)) {
        await desk.untilUnlocked();
        return ask(command, request);
      }
    }
    if (failure.code === "not_signed_in") void desk.refresh();
    throw failure;
  }
}
