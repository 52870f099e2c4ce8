import type { CaseRow } from "../../backend/contract";
import { whenThePersonLeaves } from "../../desk/person-leaves";
import { emptyFacts, type FactsForm } from "./facts-form";

/** What is typed of a request that is not registered yet: it stands there when one has looked something up in between. */
class NewRequestDraft {
  facts = $state<FactsForm>(emptyFacts());
  title = $state("");
  /** Somebody wrote the title herself: the program proposes no other. */
  titleIsOwn = $state(false);
  cases = $state.raw<CaseRow[]>([]);
  kle = $state("");
  unitId = $state("");
  teamId = $state("");
  /** As it is written. */
  receivedOn = $state("");

  get isBegun(): boolean {
    const { name, cpr, contact, text, theme } = this.facts;
    return this.titleIsOwn || [name, cpr, contact, text, theme].some((one) => one.trim() !== "");
  }

  forget(): void {
    this.facts = emptyFacts();
    this.title = "";
    this.titleIsOwn = false;
    this.cases = [];
    this.kle = "";
    this.unitId = "";
    this.teamId = "";
    this.receivedOn = "";
  }
}

export const newRequest = new NewRequestDraft();
whenThePersonLeaves(() => newRequest.forget());
