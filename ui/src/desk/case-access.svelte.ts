import type { CaseAccessList } from "../backend";
import { ask } from "./ask";
import { Remote } from "./remote.svelte";

/** Who cases stand open to by name, as last heard: the lists of it in several rooms are one. */
class CaseAccess {
  readonly remote = new Remote<CaseAccessList>();

  get all(): CaseAccessList | null {
    return this.remote.value;
  }

  get toReview(): number {
    return this.remote.value?.toReview ?? 0;
  }

  load(): Promise<void> {
    return this.remote.load(() => ask("list_case_access", {}));
  }

  /** The answer to a change is the whole list anew. */
  take(all: CaseAccessList): void {
    this.remote.value = all;
  }

  forget(): void {
    this.remote.clear();
  }
}

export const caseAccess = new CaseAccess();
