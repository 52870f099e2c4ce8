import { asErrorReply, backend, type ErrorReply, type OfferedFiles } from "../backend";

/** Files that a door holds ready until the person has said which case they are for. */
class Offered {
  files = $state.raw<OfferedFiles | null>(null);
  failure = $state.raw<ErrorReply | null>(null);
  areOver = $state(false);
  isChoosing = $state(false);

  note(files: OfferedFiles): void {
    this.failure = null;
    this.files = files;
  }

  async choose(what: "files" | "folder", title: string): Promise<void> {
    if (this.isChoosing) return;
    this.isChoosing = true;
    this.failure = null;
    try {
      await backend.chooseFiles(what, title);
    } catch (thrown) {
      this.failure = asErrorReply(thrown);
    } finally {
      this.isChoosing = false;
    }
  }

  forget(): void {
    this.files = null;
    this.failure = null;
    this.areOver = false;
  }
}

export const offered = new Offered();
