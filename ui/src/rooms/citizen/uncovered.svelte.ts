/** So long stands what was asked for with a reason, before it is covered again by itself. */
export const uncoveredFor = 60;

/** Something that is covered, and was uncovered for a while. It lies in memory only, and goes with the screen. */
export class Uncovered {
  text = $state<string | null>(null);
  secondsLeft = $state(0);
  #ticking: ReturnType<typeof setInterval> | undefined;

  show(text: string): void {
    this.text = text;
    this.stay();
  }

  /** From the beginning again, for who is not done reading. */
  stay(): void {
    clearInterval(this.#ticking);
    this.secondsLeft = uncoveredFor;
    this.#ticking = setInterval(() => this.#tick(), 1_000);
  }

  cover(): void {
    clearInterval(this.#ticking);
    this.text = null;
    this.secondsLeft = 0;
  }

  #tick(): void {
    this.secondsLeft -= 1;
    if (this.secondsLeft <= 0) this.cover();
  }
}
