import {
  asErrorReply,
  type ClosingDayRow,
  type DeadlineLaw,
  type DeadlineLawPreview,
  type ErrorReply,
  type LawFault,
  type LawFile,
  type OwnLaw,
  type ProposedLaw,
} from "../backend";
import { ask } from "./ask";
import { deadlineLaw } from "./deadline-law.svelte";

/** What is shown before it becomes law: what was proposed, and what it would move. */
export interface Shown {
  law: ProposedLaw;
  preview: DeadlineLawPreview;
}

/** The municipality's own law while somebody writes on it. It stays while they look into other rooms. */
export class LawWork {
  law = $state.raw<DeadlineLaw | null>(null);
  failure = $state.raw<ErrorReply | null>(null);
  rules = $state("");
  closingDays = $state<ClosingDayRow[]>([]);
  faults = $state.raw<LawFault[]>([]);
  shown = $state.raw<Shown | null>(null);
  isLooking = $state(false);
  /** Somebody else changed the law while this was written. */
  overtaken = $state(false);

  readonly isChanged = $derived(
    this.law !== null &&
      (this.rules.trimEnd() !== this.law.own.rules.trimEnd() ||
        JSON.stringify(this.closingDays) !== JSON.stringify(this.law.own.closingDays)),
  );

  async load(): Promise<void> {
    try {
      const law = await ask("deadline_law", {});
      if (this.isChanged) {
        // What somebody has written is not thrown away by a look at the screen.
        this.overtaken ||= law.version !== this.law?.version;
        this.law = law;
      } else this.#take(law);
      this.failure = null;
    } catch (thrown) {
      this.failure = asErrorReply(thrown);
    }
  }

  #take(law: DeadlineLaw): void {
    this.law = law;
    this.startOver();
  }

  forget(): void {
    this.law = null;
    this.failure = null;
    this.shown = null;
    this.startOver();
  }

  startOver(): void {
    this.overtaken = false;
    this.rules = this.law?.own.rules ?? "";
    this.closingDays = (this.law?.own.closingDays ?? []).map((row) => ({ ...row, name: { ...row.name } }));
    this.faults = this.law?.faults ?? [];
  }

  ownLaw(): OwnLaw {
    return { rules: this.rules, closingDays: $state.snapshot(this.closingDays) };
  }

  /** Shows what a law would move, or its faults. Says whether there is something to show. */
  async look(law: ProposedLaw): Promise<boolean> {
    if (this.isLooking) return false;
    this.isLooking = true;
    this.failure = null;
    try {
      const preview = await ask("preview_deadline_law", { law });
      if (law.kind === "own") this.faults = preview.faults;
      const isGood = preview.faults.length === 0;
      this.shown = isGood || law.kind === "version" ? { law, preview } : null;
      return isGood;
    } catch (thrown) {
      this.failure = asErrorReply(thrown);
      return false;
    } finally {
      this.isLooking = false;
    }
  }

  async keep(why: string): Promise<void> {
    const { shown, law } = this;
    if (!shown?.preview.moved || !law) return;
    const { moves, movesBeyond } = shown.preview.moved;
    const request = { law: shown.law, why, version: law.version, moves: moves + movesBeyond };
    this.#take(await ask("change_deadline_law", request));
    this.shown = null;
    await deadlineLaw.reload().catch(() => undefined);
  }

  faultsIn(file: LawFile): LawFault[] {
    return this.faults.filter((fault) => fault.file === file);
  }
}

export function newClosingDay(): ClosingDayRow {
  return { first: "", last: "", name: { da: "", en: "" }, everybodys: false, ground: "" };
}

export const lawWork = new LawWork();
