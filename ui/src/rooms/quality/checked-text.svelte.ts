import { asErrorReply, type CaseRow, type CheckPurpose, type CheckRegime, type ErrorReply, type FindingRow } from "../../backend";
import { ask } from "../../desk/ask";
import { isSameFinding } from "./finding-groups";
import { difference, moved, spliced } from "./text-edit";

/** What the desk knows of the text: as it was when it last answered. */
interface AtTheDesk {
  /** None for a title, which is asked about as a whole. */
  id: number | null;
  step: number;
  text: string;
  rows: readonly FindingRow[];
}

/** More than this at once was not typed: what was found before says nothing of it. */
const mostByKeys = 100;

/** So often in a row the desk may say that we are out of step before it is an error. */
const mostOpenings = 4;

/**
 * The text that is being looked at and what the check says of it. The text is kept nowhere else.
 *
 * One question is under way at a time; whatever was typed meanwhile goes with the next one, as one change. Until
 * the answer is there, the marks move with the letters they stand on.
 */
export class CheckedText {
  text = $state("");
  purpose = $state<CheckPurpose>("writing");
  /** The rules a document is to be released by. */
  regime = $state<CheckRegime | null>(null);
  /** The case whose people are told from strangers. */
  inCase = $state.raw<Pick<CaseRow, "id" | "number"> | null>(null);
  /** On `text` as it stands. */
  findings = $state.raw<readonly FindingRow[]>([]);
  people = $state(0);
  /** The desk has answered for this text, or for what it was a keystroke ago. Until then nothing is said to be found. */
  isChecked = $state(false);
  chosen = $state.raw<FindingRow | null>(null);
  failure = $state.raw<ErrorReply | null>(null);
  isBusy = $state(false);
  #atTheDesk: AtTheDesk | null = null;
  #epoch = 0;

  write(text: string): void {
    const edit = difference(this.text, text);
    this.text = text;
    this.findings = moved(this.findings, edit);
    this.chosen = this.chosen && (moved([this.chosen], edit)[0] ?? null);
    if (edit && edit.new.length > mostByKeys) this.isChecked = false;
    void this.#follow();
  }

  /** Asks anew, with another purpose, regime or case; also after a failure. */
  askAnew(): void {
    this.#leave();
    this.isChecked = false;
    void this.#follow();
  }

  clear(): void {
    this.#leave();
    this.text = "";
    this.inCase = null;
    this.#showNothing();
  }

  #leave(): void {
    this.#epoch += 1;
    const id = this.#atTheDesk?.id ?? null;
    this.#atTheDesk = null;
    this.isBusy = false;
    // The desk forgets it anyway when it locks; an answer is of no use.
    if (id !== null) ask("close_text", { id }).catch(() => undefined);
  }

  #showNothing(): void {
    this.findings = [];
    this.people = 0;
    this.isChecked = false;
    this.chosen = null;
    this.failure = null;
  }

  async #follow(): Promise<void> {
    if (this.isBusy) return;
    if (this.text.trim() === "") {
      this.#leave();
      this.#showNothing();
      return;
    }
    const epoch = this.#epoch;
    this.isBusy = true;
    let openings = 0;
    while (epoch === this.#epoch && this.#atTheDesk?.text !== this.text) {
      if (this.text.trim() === "") {
        this.#leave();
        this.#showNothing();
        return;
      }
      try {
        const known = await this.#asked();
        if (epoch !== this.#epoch) return;
        this.#atTheDesk = known;
        this.#show(known);
      } catch (thrown) {
        if (epoch !== this.#epoch) return;
        const failure = asErrorReply(thrown);
        const isOutOfStep = this.#atTheDesk !== null && ["conflict", "not_found"].includes(failure.code);
        openings += 1;
        this.#atTheDesk = null;
        if (!isOutOfStep || openings > mostOpenings) {
          this.failure = failure;
          this.isChecked = false;
          break;
        }
      }
    }
    if (epoch === this.#epoch) this.isBusy = false;
  }

  /** The desk's answer for the text as it stands now. */
  async #asked(): Promise<AtTheDesk> {
    const { text, purpose } = this;
    const known = this.#atTheDesk;
    if (known?.id != null) {
      const edit = difference(known.text, text) ?? { start: 0, end: 0, new: "" };
      const changed = await ask("edit_text", { id: known.id, step: known.step, ...edit });
      return { id: known.id, step: known.step + 1, text, rows: spliced(known.rows, changed) };
    }
    const question = { text, purpose, regime: purpose === "release" ? this.regime : null, caseId: this.inCase?.id ?? null };
    const epoch = this.#epoch;
    if (purpose === "title") {
      const checked = await ask("check_text", question);
      if (epoch === this.#epoch) this.people = checked.people;
      return { id: null, step: 0, text, rows: checked.findings };
    }
    const opened = await ask("open_text", question);
    if (epoch === this.#epoch) this.people = opened.people;
    else ask("close_text", { id: opened.id }).catch(() => undefined);
    return { id: opened.id, step: 0, text, rows: opened.findings };
  }

  #show(known: AtTheDesk): void {
    this.failure = null;
    this.isChecked = true;
    const now = moved(known.rows, difference(known.text, this.text));
    // Mostly the answer is what the marks had already moved to.
    if (!isSameList(now, this.findings)) this.findings = now;
    if (this.chosen) {
      const chosen = this.chosen;
      this.chosen = this.findings.find((finding) => isSameFinding(finding, chosen)) ?? null;
    }
  }
}

/** Rows that only moved keep their reasons as they are, so that is where a new one shows. */
function isSameList(one: readonly FindingRow[], other: readonly FindingRow[]): boolean {
  return (
    one.length === other.length &&
    one.every((row, at) => {
      const twin = other[at];
      return twin !== undefined && row.start === twin.start && row.end === twin.end && row.evidence === twin.evidence;
    })
  );
}

/** Of *Kvalitetstjek* itself: the text stays while one looks at another part of the room. */
export const checkedText = new CheckedText();
