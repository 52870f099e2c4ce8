import { asErrorReply, type ErrorReply, type ItemRow, type ReleaseStanding } from "../../../backend";
import { ask } from "../../../desk/ask";
import { noteFresh } from "../../../desk/freshness.svelte";
import { findItem } from "../items/every-item";
import type { OpenRequest } from "../open-request.svelte";
import { liveApproval } from "./road";

/** How it stands between what was decided and what is given, on the screen. */
export class OpenRelease {
  readonly request: OpenRequest;
  standing = $state.raw<ReleaseStanding | null>(null);
  failure = $state.raw<ErrorReply | null>(null);
  isLoading = $state(false);
  /** What is looked at is to be given, and the rest answered later. */
  isPart = $state(false);
  /** Rows of the list that something was said of, by their ids; none for those that were never found. */
  rows = $state.raw<ReadonlyMap<string, ItemRow | null>>(new Map());
  #isChosen = false;
  #latest = 0;

  constructor(request: OpenRequest) {
    this.request = request;
  }

  get id(): string {
    return this.request.id;
  }

  async load(): Promise<void> {
    const mine = ++this.#latest;
    this.isLoading = true;
    try {
      let isPart = this.isPart;
      let standing = await ask("show_release", { id: this.id, isPart });
      // What was sent is looked at as it was sent.
      const sentAs = liveApproval(standing)?.isPart;
      if (!this.#isChosen && sentAs !== undefined && sentAs !== isPart) {
        isPart = sentAs;
        standing = await ask("show_release", { id: this.id, isPart });
      }
      if (mine !== this.#latest) return;
      this.isPart = isPart;
      this.standing = standing;
      this.failure = null;
      noteFresh();
      void this.#findRows(standing);
    } catch (thrown) {
      if (mine === this.#latest) this.failure = asErrorReply(thrown);
    } finally {
      if (mine === this.#latest) this.isLoading = false;
    }
  }

  choosePart(isPart: boolean): Promise<void> {
    this.#isChosen = true;
    this.isPart = isPart;
    return this.load();
  }

  /**
   * Does something, and shows how it stands then. Gives whether it was done: where something stood in the way, the
   * obstacles say what. What goes wrong is thrown, and the newest is fetched where somebody else was first.
   */
  async act(asking: () => Promise<ReleaseStanding>): Promise<boolean> {
    try {
      const { wasDone } = await asking();
      // The answer is of the whole or of a part, as the act was; what is on the screen is what was chosen there.
      this.#isChosen = false;
      await Promise.all([this.load(), this.request.load()]);
      return wasDone;
    } catch (thrown) {
      const failure = asErrorReply(thrown);
      const isOfAnother = failure.code === "conflict" || failure.problem === "changed_since" || failure.problem === "not_here";
      if (isOfAnother) await Promise.all([this.load(), this.request.load()]);
      throw failure;
    }
  }

  /** A remark names its row by an id; a person knows it by its number. */
  async #findRows(standing: ReleaseStanding): Promise<void> {
    const named = new Set(standing.comments.flatMap((one) => (one.itemId ? [one.itemId] : [])));
    for (const id of named) {
      if (this.rows.has(id)) continue;
      const row = await findItem(this.id, (one) => one.id === id).catch(() => undefined);
      if (row !== undefined) this.rows = new Map([...this.rows, [id, row]]);
    }
  }
}
