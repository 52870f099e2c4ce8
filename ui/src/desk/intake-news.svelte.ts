import type { IntakeProgress } from "../backend";

/** What the desk tells of intakes while they are read. */
class IntakeNews {
  /** Moves with everything that is told. */
  count = $state(0);
  #progress = $state.raw(new Map<string, IntakeProgress>());

  note(progress: IntakeProgress): void {
    this.#progress = new Map(this.#progress).set(progress.id, progress);
    this.count += 1;
  }

  of(intake: string): IntakeProgress | null {
    const told = this.#progress.get(intake);
    return told?.isRunning ? told : null;
  }

  forget(): void {
    this.#progress = new Map();
  }
}

export const intakeNews = new IntakeNews();
