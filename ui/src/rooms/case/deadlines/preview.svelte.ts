import type { ExplainedDeadline } from "../../../backend";
import { Remote } from "../../../desk/remote.svelte";

/** Typing is not asked about letter by letter. */
const pauseBeforeAsking = 250;

/** What a day would become, asked for while it is being typed. An earlier answer stays until the next one is there. */
export class Preview {
  readonly remote = new Remote<ExplainedDeadline>();
  #waiting: ReturnType<typeof setTimeout> | undefined;

  get value(): ExplainedDeadline | null {
    return this.remote.value;
  }

  get failure() {
    return this.remote.failure;
  }

  ask(asking: (() => Promise<ExplainedDeadline>) | null): void {
    clearTimeout(this.#waiting);
    if (!asking) this.remote.clear();
    else this.#waiting = setTimeout(() => void this.remote.load(asking), pauseBeforeAsking);
  }

  stop(): void {
    clearTimeout(this.#waiting);
  }
}
