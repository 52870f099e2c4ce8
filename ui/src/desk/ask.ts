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
  "find_parties",
  "find_subjects",
  "case_timeline",
  "case_log",
  "list_notes",
  "show_document",
  "search_document",
  "list_pins",
  "choices",
  "team_load",
  "search_everywhere",
  "show_citizen",
  "citizen_access_log",
  "list_case_access",
  "open_subjects",
  "employments",
  "list_deadlines",
  "list_intakes",
  "show_intake",
  "list_intake_files",
  "show_intake_file",
  "intake_threads",
  "list_letters",
  "preview_intake_filing",
  "ask_sources_about",
  "case_source",
  "list_sources",
  "show_source",
  "check_source_mapping",
  "try_source",
  "count_deadlines",
  "group_deadlines",
  "deadline_rules",
  "case_deadlines",
  "show_deadline",
  "preview_deadline",
  "deadline_work",
  "deadline_law",
  "preview_deadline_law",
  "moved_deadlines",
  "draft_delay_letter",
  "list_aktindsigter",
  "show_aktindsigt",
  "propose_regimes",
  "list_items",
  "list_bases",
  "open_review",
  "check_consistency",
  "list_review_findings",
  "show_review_page",
  "preview_everywhere",
  "list_tasks",
  "count_tasks",
  "show_task",
  "preview_task_due",
  "list_task_templates",
  "list_templates",
  "show_template",
  "template_versions",
  "compare_templates",
  "check_template",
  "preview_template",
  "index_health",
  "list_index_steps",
  "gate_index_title",
  "dry_run_index",
  "index_differences",
  "platform_connection",
  "try_platform",
  "list_people",
  "list_audit",
  "list_settings",
  "check_text",
  "open_text",
  "edit_text",
  "word_list",
  "measure_check",
  "export_word_list",
  "preview_word",
  "check_rules",
  "preview_check_rule",
  "check_versions",
  "show_check_version",
  "deadline_rules",
  "case_deadlines",
  "show_deadline",
  "preview_deadline",
  "preview_case_change",
  "preview_change",
  "search_everywhere",
  "show_citizen",
  "citizen_access_log",
  "list_case_access",
  "open_subjects",
  "employments",
  "storage_state",
  "list_jobs",
]);

/** Asks the desk on behalf of a signed-in person. Rejects with an `ErrorReply`. */
export function ask<K extends CommandName>(command: K, request: RequestOf<K>): Promise<ReplyOf<K>> {
  return throughTheLock(() => backend.call(command, request), reads.has(command));
}

export function askForDocument(id: string): Promise<ArrayBuffer> {
  return throughTheLock(() => backend.documentBytes(id), true);
}

async function throughTheLock<Reply>(asking: () => Promise<Reply>, isRead: boolean): Promise<Reply> {
  try {
    return await asking();
  } catch (thrown) {
    const failure = asErrorReply(thrown);
    if (failure.code === "session_locked") {
      desk.noteLocked();
      if (isRead) {
        await desk.untilUnlocked();
        return throughTheLock(asking, isRead);
      }
    }
    if (failure.code === "not_signed_in") void desk.refresh();
    throw failure;
  }
}
