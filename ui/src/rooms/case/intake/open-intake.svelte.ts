import type { DecideHiddenAbout, FileDecisionKind, HiddenDecisionKind, IntakeDetail, IntakeWish } from "../../../backend";
import { ask } from "../../../desk/ask";
import { Remote } from "../../../desk/remote.svelte";

/** What was done last, and how it is undone. */
export interface Undoable {
  text: string;
  undo: () => Promise<void>;
}

/** One intake on the screen, and what a person does with it. Each act rejects with an `ErrorReply`. */
export class OpenIntake {
  readonly id: string;
  readonly remote = new Remote<IntakeDetail>();
  /** Moves when rows of the list may be others than those on the screen. */
  changes = $state(0);
  /** Moves with what a person does here, and not with what the machine reads. */
  acts = $state(0);
  undoable = $state.raw<Undoable | null>(null);

  constructor(id: string) {
    this.id = id;
  }

  get detail(): IntakeDetail | null {
    return this.remote.value;
  }

  get mayChange(): boolean {
    return this.remote.value?.mayChange ?? false;
  }

  async load(): Promise<void> {
    await this.remote.load(() => ask("show_intake", { id: this.id }));
    this.changes += 1;
  }

  async steer(wish: IntakeWish): Promise<void> {
    this.#take(await ask("steer_intake", { id: this.id, wish }));
  }

  /** `done` says what was done, beside the way to undo it. */
  async decideFiles(places: string[], decision: FileDecisionKind, reason: string, done: string): Promise<void> {
    this.#take(await ask("decide_intake_files", { id: this.id, places, decision, reason }));
    const undo = async () =>
      this.#take(await ask("decide_intake_files", { id: this.id, places, decision: "take_back", reason: "" }));
    this.#offer(decision === "take_back" ? null : { text: done, undo });
  }

  async decideHidden(about: DecideHiddenAbout, decision: HiddenDecisionKind, reason: string, done: string): Promise<void> {
    // Taking back a kind takes back what was decided before, too: that is no undoing.
    const isWhole = about.what === "kind" && !this.#isUndecided(about.data);
    this.#take(await ask("decide_intake_hidden", { id: this.id, about, decision, reason }));
    const undo = async () =>
      this.#take(await ask("decide_intake_hidden", { id: this.id, about, decision: "take_back", reason: "" }));
    this.#offer(decision === "take_back" || isWhole ? null : { text: done, undo });
  }

  async givePassword(place: string, password: string): Promise<void> {
    this.#take(await ask("give_intake_password", { id: this.id, place, password }));
  }

  async readAgain(places: string[]): Promise<void> {
    this.#take(await ask("read_intake_again", { id: this.id, places }));
  }

  async dismissLapsed(numbers: number[]): Promise<void> {
    this.#take(await ask("dismiss_lapsed_decisions", { id: this.id, numbers }));
    this.#offer(null);
  }

  /** A mail and every quotation of it. */
  async decideQuotedMail(place: string, reason: string, done: string): Promise<void> {
    this.#take(await ask("decide_quoted_mail", { id: this.id, place, takesBack: false, reason }));
    this.#offer({ text: done, undo: () => this.takeBackQuotedMail(place) });
  }

  async takeBackQuotedMail(place: string): Promise<void> {
    this.#take(await ask("decide_quoted_mail", { id: this.id, place, takesBack: true, reason: "" }));
    this.#offer(null);
  }

  async remove(reason: string): Promise<void> {
    await ask("remove_intake", { id: this.id, reason });
  }

  async undo(): Promise<void> {
    await this.undoable?.undo();
    this.undoable = null;
  }

  #isUndecided(kind: string): boolean {
    return this.detail?.hidden.some((one) => one.kind === kind && one.undecided === one.count) ?? false;
  }

  #offer(undoable: Undoable | null): void {
    this.undoable = undoable;
  }

  #take(detail: IntakeDetail): void {
    this.remote.value = detail;
    this.changes += 1;
    this.acts += 1;
  }
}
