import type { PartyPart } from "../../../backend/contract";

/** Somebody who is to be a party of a new case. */
export type ChosenParty =
  | { kind: "known"; id: string; name: string; part: PartyPart }
  | { kind: "number"; cpr: string; name: string; part: PartyPart };

/** Ten digits, however they are written. */
export function looksLikeNumber(text: string): boolean {
  return /^\d{6}[\s-]?\d{4}$/.test(text.trim());
}

/** The first is whom the case is about; one who is there already does not come twice. */
export function withParty(parties: readonly ChosenParty[], added: ChosenParty): ChosenParty[] {
  const isThere = parties.some(
    (one) => (one.kind === "known" && added.kind === "known" && one.id === added.id) || (one.kind === "number" && added.kind === "number" && one.cpr === added.cpr),
  );
  if (isThere) return [...parties];
  const part = parties.some((one) => one.part === "primary") ? "other" : "primary";
  return [...parties, { ...added, part }];
}
