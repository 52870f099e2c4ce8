import { asErrorReply, backend, type DeskState, type ErrorReply, failureWith, type Right, type SignedIn } from "../backend";

/** What opens something: a right, one of several, or nothing at all. */
export type NeededRight = Right | readonly Right[] | null;

/**
 * Where the desk stands, as the screens see it. The only place that follows the phase.
 *
 * The frame stays mounted while the desk is locked, so that the person finds her work as she left it;
 * `keepsFrame` says whether there is such a frame.
 */
class Desk {
  state = $state.raw<DeskState | null>(null);
  /** Set while the desk itself does not answer. */
  unreachable = $state.raw<ErrorReply | null>(null);
  keepsFrame = $state(false);
  /** Counts how often the person asked for fresh data (F5); rooms load again when it moves. */
  refreshes = $state(0);
  #waiting: { unlocked: () => void; left: (reason: ErrorReply) => void }[] = [];

  get person(): SignedIn | null {
    return this.state?.signedIn ?? null;
  }

  may(needed: NeededRight): boolean {
    if (needed === null) return true;
    const rights = this.person?.rights ?? [];
    return typeof needed === "string" ? rights.includes(needed) : needed.some((right) => rights.includes(right));
  }

  async refresh(): Promise<void> {
    try {
      this.take(await backend.call("desk_state", {}));
    } catch (thrown) {
      this.unreachable = asErrorReply(thrown);
    }
  }

  take(state: DeskState): void {
    this.unreachable = null;
    this.state = state;
    if (state.phase === "signed_in") {
      this.keepsFrame = true;
      this.#waiting.splice(0).forEach((one) => one.unlocked());
    } else if (state.phase !== "locked") {
      this.keepsFrame = false;
      this.#waiting.splice(0).forEach((one) => one.left(failureWith("not_signed_in")));
    }
  }

  /** The desk said that it is locked: show it at once, without asking again. */
  noteLocked(): void {
    if (this.state?.phase === "signed_in") this.take({ ...this.state, phase: "locked" });
  }

  untilUnlocked(): Promise<void> {
    if (this.state?.phase === "signed_in") return Promise.resolve();
    return new Promise((unlocked, left) => this.#waiting.push({ unlocked, left }));
  }

  askForFreshData(): void {
    this.refreshes += 1;
  }
}

export const desk = new Desk();
