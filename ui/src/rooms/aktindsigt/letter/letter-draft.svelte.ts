import { type AktindsigtLetter, type AktindsigtLetterKind, asErrorReply, type ErrorReply, type FindingRow } from "../../../backend";
import { ask } from "../../../desk/ask";
import { noteFresh } from "../../../desk/freshness.svelte";
import { whenThePersonLeaves } from "../../../desk/person-leaves";
import { difference, moved } from "../../quality/text-edit";
import { leadOf, type PlacedFault, placesOfFaults, shifted } from "./letter-places";

/** How long after the last key a letter is kept. */
const restsFor = 1_000;

/**
 * A letter that is being written. What is typed is kept a moment after the last key. Of two who write at once the
 * second is shown the other's text beside her own, and neither is lost. That other things have been decided since is
 * told until a person says what is to become of the text: keeping it by itself does not say so.
 */
export class LetterDraft {
  readonly id: string;
  readonly kind: AktindsigtLetterKind;
  /** As the desk has it. */
  letter = $state.raw<AktindsigtLetter | null>(null);
  /** Nobody has written it yet. */
  isMissing = $state(false);
  text = $state("");
  /** On `text` as it stands: they move with the letters until the desk has read it again. */
  findings = $state.raw<readonly FindingRow[]>([]);
  faults = $state.raw<readonly PlacedFault[]>([]);
  /** What somebody else kept while one wrote. */
  theirs = $state.raw<AktindsigtLetter | null>(null);
  /** What stood here before another text took its place. */
  aside = $state<string | null>(null);
  /** What the desk was last asked to keep, as it was typed. */
  #kept = $state("");
  isSaving = $state(false);
  keptAt = $state<string | null>(null);
  loadFailure = $state.raw<ErrorReply | null>(null);
  failure = $state.raw<ErrorReply | null>(null);
  /** The request is closed: it can only be read. */
  isClosed = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;
  #loads = 0;
  #isGone = false;

  constructor(id: string, kind: AktindsigtLetterKind) {
    this.id = id;
    this.kind = kind;
  }

  get isKept(): boolean {
    return this.text === this.#kept;
  }

  get isBehind(): boolean {
    return (this.letter?.wouldBe.length ?? 0) > 0;
  }

  get mayWrite(): boolean {
    return this.letter?.mayChange === true && !this.isClosed;
  }

  /** Something of it stands nowhere else. */
  get mustStay(): boolean {
    return (this.letter !== null && !this.isKept) || this.theirs !== null || this.aside !== null;
  }

  write(text: string): void {
    const edit = difference(this.text, text);
    this.text = text;
    this.findings = moved(this.findings, edit);
    this.faults = moved(this.faults, edit);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), restsFor);
  }

  /** As it stands at the desk; what is typed and not kept yet is not touched. */
  async load(): Promise<void> {
    const mine = ++this.#loads;
    try {
      const now = await ask("show_aktindsigt_letter", { id: this.id, kind: this.kind });
      if (mine !== this.#loads || this.#saving) return;
      this.isMissing = false;
      this.loadFailure = null;
      noteFresh();
      this.#meet(now);
    } catch (thrown) {
      if (mine !== this.#loads) return;
      const failure = asErrorReply(thrown);
      if (failure.code === "not_found" && this.letter === null) this.isMissing = true;
      else this.loadFailure = failure;
    }
  }

  /** Keeps what is typed now. Does not reject: what could not be kept says so, and is tried again. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (!this.#isGone && this.mayWrite && !this.isKept && !this.theirs && this.text.trim() !== "") {
      await this.#saveOnce();
      if (this.failure) return;
    }
  }

  /** It stays as a person wrote it, although the program would write something else now. */
  async stayAsWritten(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#saving;
    if (this.mayWrite && !this.theirs && this.text.trim() !== "") await this.#saveOnce(true);
  }

  /** One's own text takes the place of the other's. */
  async keepMine(): Promise<void> {
    const theirs = this.theirs;
    if (!theirs) return;
    this.theirs = null;
    this.#know(theirs);
    this.#kept = theirs.text;
    await this.flush();
  }

  takeTheirs(): void {
    const theirs = this.theirs;
    if (!theirs) return;
    this.theirs = null;
    this.aside = this.text;
    this.#adopt(theirs);
  }

  /** What lies aside stands here again, and what stands here lies aside. */
  bringBack(): void {
    if (this.aside === null) return;
    const now = this.text;
    this.write(this.aside);
    this.aside = now;
    void this.flush();
  }

  /** The first draft, or a new one in the place of what is written. Rejects with what stood in the way. */
  async draft(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#saving;
    const before = this.letter;
    const written = this.text;
    const hadOwn = before !== null && (before.isEdited || !this.isKept);
    const now = await ask("draft_aktindsigt_letter", { id: this.id, kind: this.kind, insteadOf: before?.version ?? null });
    this.#loads += 1;
    if (hadOwn) this.aside = written;
    this.isMissing = false;
    this.theirs = null;
    this.failure = null;
    this.#adopt(now);
  }

  /** It is written no more: nothing of it is kept by itself. */
  forget(): void {
    this.#isGone = true;
    clearTimeout(this.#timer);
  }

  async #saveOnce(keepsAsWritten = false): Promise<void> {
    // One at a time: the version of the next is the answer of this one.
    if (this.#saving) return this.#saving;
    this.#saving = this.#save(keepsAsWritten);
    await this.#saving;
    this.#saving = null;
  }

  async #save(keepsAsWritten: boolean): Promise<void> {
    const sent = this.text;
    const version = this.letter?.version ?? 0;
    this.isSaving = true;
    try {
      const saved = await ask("save_aktindsigt_letter", { id: this.id, kind: this.kind, version, text: sent, keepsAsWritten });
      this.#loads += 1;
      this.#know(saved, sent);
      this.#kept = sent;
      this.keptAt = saved.writtenAt;
      this.failure = null;
    } catch (thrown) {
      const failure = asErrorReply(thrown);
      if (failure.code === "conflict") await this.#meetTheOther();
      else this.failure = failure;
    } finally {
      this.isSaving = false;
    }
  }

  async #meetTheOther(): Promise<void> {
    try {
      const now = await ask("show_aktindsigt_letter", { id: this.id, kind: this.kind });
      this.failure = null;
      this.#meet(now);
    } catch (thrown) {
      this.failure = asErrorReply(thrown);
    }
  }

  /** What the desk has now beside what is typed here. */
  #meet(now: AktindsigtLetter): void {
    const isOurs = now.text === this.text.trim();
    this.theirs = null;
    if (this.letter === null || this.isKept || isOurs) {
      // Unless it says the same: then the keys stay where they are.
      if (this.letter === null || !isOurs) return this.#adopt(now);
      this.#know(now, this.text);
      this.#kept = this.text;
    } else if (now.text === this.letter.text) this.#know(now);
    else this.theirs = now;
  }

  #adopt(letter: AktindsigtLetter): void {
    this.text = letter.text;
    this.#kept = letter.text;
    this.#know(letter, letter.text);
  }

  /** With what is wrong in it: of `sent`, and so of what has been typed since as far as it is the same. */
  #know(letter: AktindsigtLetter, sent: string | null = null): void {
    this.letter = letter;
    if (sent === null) return;
    const [lead, edit] = [leadOf(sent), difference(sent, this.text)];
    this.findings = moved(shifted(letter.findings, lead), edit);
    this.faults = moved(shifted(placesOfFaults(letter.text, letter.faults), lead), edit);
  }
}

/** What could not be kept is here still when one comes back to it. */
const unkept = new Map<string, LetterDraft>();

export function letterDraft(id: string, kind: AktindsigtLetterKind): LetterDraft {
  return unkept.get(`${id} ${kind}`) ?? new LetterDraft(id, kind);
}

/** One has gone to something else. */
export async function leaveLetter(draft: LetterDraft): Promise<void> {
  const key = `${draft.id} ${draft.kind}`;
  if (!draft.mustStay) return void unkept.delete(key);
  unkept.set(key, draft);
  await draft.flush();
  if (!draft.mustStay && unkept.get(key) === draft) unkept.delete(key);
}

whenThePersonLeaves(() => {
  for (const draft of unkept.values()) draft.forget();
  unkept.clear();
});
