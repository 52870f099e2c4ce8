import type { AktindsigtFacts, ApplicantRole, IdentityCheck, ItemMatter, ReceivedHow, WantedForm } from "../../backend/contract";

/** What is told of a request, as it stands in a form. */
export interface FactsForm {
  receivedHow: ReceivedHow;
  role: ApplicantRole;
  name: string;
  /** Empty where the number that is kept stays. */
  cpr: string;
  forgetCpr: boolean;
  contact: string;
  onBehalfOf: string;
  identity: IdentityCheck | "";
  authorityDocumentId: string;
  text: string;
  theme: string;
  wantedForm: WantedForm;
  isDecision: "" | "yes" | "no";
  matters: ItemMatter[];
}

export function emptyFacts(): FactsForm {
  return {
    receivedHow: "digital_post",
    role: "party",
    name: "",
    cpr: "",
    forgetCpr: false,
    contact: "",
    onBehalfOf: "",
    identity: "",
    authorityDocumentId: "",
    text: "",
    theme: "",
    wantedForm: "unsaid",
    isDecision: "",
    matters: [],
  };
}

/** A number that is kept is never told: its field is empty. */
export function formOf(facts: AktindsigtFacts): FactsForm {
  return {
    ...facts,
    cpr: "",
    forgetCpr: false,
    identity: facts.identity ?? "",
    authorityDocumentId: facts.authorityDocumentId ?? "",
    isDecision: facts.isDecision === null ? "" : facts.isDecision ? "yes" : "no",
    matters: [...facts.matters],
  };
}

export function factsOf(form: FactsForm): AktindsigtFacts {
  const { forgetCpr, ...rest } = form;
  const number = form.cpr.trim();
  return {
    ...rest,
    name: form.name.trim(),
    cpr: number !== "" ? number : forgetCpr ? "" : null,
    onBehalfOf: actsForAnother(form.role) ? form.onBehalfOf : "",
    identity: form.identity || null,
    authorityDocumentId: form.authorityDocumentId || null,
    isDecision: isDecision(form),
  };
}

export function isDecision(form: Pick<FactsForm, "isDecision">): boolean | null {
  return form.isDecision === "" ? null : form.isDecision === "yes";
}

export function actsForAnother(role: ApplicantRole): boolean {
  return role === "representative" || role === "parent_with_custody" || role === "relative_of_deceased";
}

export type FactsField = keyof FactsForm;
