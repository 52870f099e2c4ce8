import type { NewParty, PartyPart } from "../../../backend/contract";

/** Somebody who is to be a party of a case. */
export type ChosenParty =
  | { kind: "known"; id: string; name: string; part: PartyPart }
  | { kind: "number"; cpr: string; name: string; part: PartyPart };

/** Ten digits, however they are written. */
export function looksLikeNumber(text: string): boolean {
  return /^\d{6}[\s-]?\d{4}$/.test(text.trim());
}

export function keyOf(party: ChosenParty): string {
  return party.kind === "known" ? party.id : party.cpr;
}

/** The first is whom the case is about; one who is there already does not come twice. */
export function withParty(parties: readonly ChosenParty[], added: ChosenParty): ChosenParty[] {
  if (parties.some((one) => keyOf(one) === keyOf(added))) return [...parties];
  const part = parties.some((one) => one.part === "primary") ? "other" : "primary";
  return [...parties, { ...added, part }];
}

/** Only one can be whom the case is about: whoever was it before is another party then. */
export function withPart(parties: readonly ChosenParty[], key: string, part: PartyPart): ChosenParty[] {
  return parties.map((one) => {
    if (keyOf(one) === key) return { ...one, part };
    return part === "primary" && one.part === "primary" ? { ...one, part: "other" } : one;
  });
}

export function toRequest(parties: readonly ChosenParty[]): NewParty[] {
  return parties.map((party) => ({
    part: party.part,
    who: party.kind === "known" ? { kind: "known", data: party.id } : { kind: "number", data: { name: party.name, cpr: party.cpr } },
  }));
}

/**
 * What two have made of the same parties, person by person: what only one of them changed is taken, and where both changed
 * the same person, or two are now whom the case is about, one's own stands and one must choose.
 */
export function mergedParties(
  before: readonly ChosenParty[],
  theirs: readonly ChosenParty[],
  mine: readonly ChosenParty[],
): { parties: ChosenParty[]; isClash: boolean } {
  const find = (parties: readonly ChosenParty[], key: string) => parties.find((one) => keyOf(one) === key);
  const keys = [...new Set([...mine, ...theirs, ...before].map(keyOf))];
  let isClash = false;
  const parties: ChosenParty[] = [];
  for (const key of keys) {
    const [old, their, my] = [find(before, key), find(theirs, key), find(mine, key)];
    const isMineAsBefore = my?.part === old?.part;
    isClash ||= !isMineAsBefore && their?.part !== old?.part && their?.part !== my?.part;
    const kept = isMineAsBefore ? their : my;
    if (kept) parties.push(kept);
  }
  isClash ||= parties.filter((one) => one.part === "primary").length > 1;
  return { parties, isClash };
}
