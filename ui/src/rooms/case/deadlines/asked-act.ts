export type DeadlineAct =
  | "add" | "part" | "stop" | "restart" | "extend" | "letter" | "duty" | "tell" | "complete" | "move" | "copy";

interface Answerer {
  acts: readonly DeadlineAct[];
  may: (act: DeadlineAct) => boolean;
  run: (act: DeadlineAct) => void;
}

/**
 * Hands an act from a shortcut or the palette to whatever on the screen can do it: the open case, the opened
 * deadline. Without one it is not offered.
 */
class AskedAct {
  #answerers: readonly Answerer[] = [];

  /** Until the returned function is called. */
  answer<Some extends DeadlineAct>(acts: readonly Some[], may: (act: Some) => boolean, run: (act: Some) => void): () => void {
    const answerer = { acts, may, run } as unknown as Answerer;
    this.#answerers = [...this.#answerers, answerer];
    return () => {
      this.#answerers = this.#answerers.filter((one) => one !== answerer);
    };
  }

  isPossible(act: DeadlineAct): boolean {
    return this.#find(act) !== undefined;
  }

  ask(act: DeadlineAct): void {
    this.#find(act)?.run(act);
  }

  #find(act: DeadlineAct): Answerer | undefined {
    return this.#answerers.find((one) => one.acts.includes(act) && one.may(act));
  }
}

export const askedAct = new AskedAct();
