import { asErrorReply, type TaskRow } from "../../backend";
import { ask } from "../../desk/ask";
import { desk } from "../../desk/desk.svelte";
import { errorSentence, t } from "../../i18n/messages.svelte";
import { toasts } from "../../parts/toasts.svelte";

/** Done at a key press, and taken back as easily. */
export async function completeTask(row: Pick<TaskRow, "id" | "title" | "version">): Promise<void> {
  try {
    const { version } = await ask("change_task", { id: row.id, version: row.version, change: { kind: "complete" } });
    toasts.say(t("tasks.completed", { title: row.title }), {
      label: t("tasks.undo"),
      run: () => void undo({ ...row, version }),
    });
  } catch (thrown) {
    toasts.say(errorSentence(asErrorReply(thrown).code));
  }
  desk.askForFreshData();
}

async function undo(row: Pick<TaskRow, "id" | "title" | "version">): Promise<void> {
  try {
    await ask("change_task", { id: row.id, version: row.version, change: { kind: "undo" } });
    toasts.say(t("tasks.undone", { title: row.title }));
  } catch (thrown) {
    toasts.say(errorSentence(asErrorReply(thrown).code));
  }
  desk.askForFreshData();
}
