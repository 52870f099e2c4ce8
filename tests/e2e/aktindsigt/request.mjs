// Who asks for what, and what is decided about it: the same at the keyboard and at the command line.
import { applicant, harmless, internalTitle, secrets } from "./files.mjs";

export const request = {
  title: "Aktindsigt i sag om rampe",
  ...applicant,
  /** Long enough ago that it is late on no day of the year, and always a day that has been. */
  receivedOn: new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(Date.now() - 2 * 24 * 3600 * 1000),
  theme: "Rampen",
  seen: "Set igennem af Anne",
};

const basis = "OFL-30-1";
const kept = "Ansøgerens egne oplysninger";

export const partly = { code: "delvist", basis, answers: ["meroffentlighed"], text: "Oplysninger om andre personers private forhold." };
export const given = { code: "gives" };
export const withheld = {
  code: "undtages", basis: "OFL-23-1", answers: ["ekstrahering", "internt", "meroffentlighed"], text: "Dokumentet er internt arbejdsmateriale.",
};

const isHarmless = (title) => harmless.some((number) => title.startsWith(`${String(number).padStart(2, "0")} `));
const isInternal = (title) => title.includes(internalTitle);
export const decisionOf = (title) => (isHarmless(title) ? given : isInternal(title) ? withheld : partly);

/** Each decision with the numbers of what it is about. */
export function decisions(rows) {
  return [partly, given, withheld].map((decision) => ({
    ...decision,
    numbers: rows.filter(({ title }) => decisionOf(title) === decision).map(({ number }) => number),
  }));
}

/** What is covered, by its text; all else that is found is the applicant's own. */
export const findingRules = [...secrets.map((tekst) => ({ tekst, daek: basis })), { behold: kept }];
export const isCovered = (text) => secrets.includes(text);
export const reasonToKeep = kept;
