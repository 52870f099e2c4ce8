/** What a new task is to be about. */
export interface NewTask {
  caseId: string | null;
  documentId: string | null;
  title: string;
}

/** One dialog for the whole desk, so that a task can be made from wherever somebody thinks of it. */
class NewTaskDialog {
  asked = $state.raw<NewTask | null>(null);

  open(about: Partial<NewTask> = {}): void {
    this.asked = { caseId: null, documentId: null, title: "", ...about };
  }

  close(): void {
    this.asked = null;
  }
}

export const newTask = new NewTaskDialog();
