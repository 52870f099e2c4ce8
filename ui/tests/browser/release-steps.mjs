// A request on its way to release, as steps for its tests: past the screens, as those do who come before.
import { ask } from "./browser.mjs";
import { pdf } from "./intake-files.mjs";
import { file, onCase, settled, takeIn } from "./intake-steps.mjs";

export const neighbour = "Ingeborg Skjern";
const basis = "FVL-15b-5";

async function rowNamed(page, id, title) {
  const { rows } = await ask(page, "list_items", { id, shown: "listed", offset: 0, limit: 50 });
  return rows.find((one) => one.title === title);
}

const asks = ["decisive_weight", "weighing", "more_openness", "extraction", "open_internal", "rest"];

/** @returns {Promise<void>} What is decided of a row, with every question of a basis answered. */
export async function decide(page, id, title, decision, bases, text = "") {
  const row = await rowNamed(page, id, title);
  const answers = bases.length === 0 ? [] : asks.map((requirement) => ({ requirement, outcome: "considered", text: "Vejet af sagsbehandleren." }));
  const done = await ask(page, "decide_items", { id, items: [{ id: row.id, version: row.version }], decision, bases, answers, text });
  if (done.decided !== 1) throw new Error(`not decided: ${JSON.stringify(done)}`);
}

const receipt = (pages) => Array.from({ length: pages }, (_, at) => [`Vi har modtaget din henvendelse om rampen, blad ${at + 1}.`, "Du får svar, når vi har set på den."]);

/** A request of a party, with a letter that names a neighbour, a receipt and an internal note on its list; signed in as anne. */
export async function collected(page, { receiptPages = 2 } = {}) {
  await onCase(page);
  const link = new URLSearchParams(page.url().split("?")[1]);
  const caseId = link.get("sag");
  await takeIn(page, [
    file("ansoegning.pdf", pdf([[`Naboen ${neighbour} har ringet om rampen.`, `${neighbour} vil ringe igen.`]])),
    file("kvittering.pdf", pdf(receipt(receiptPages))),
    file("notat.pdf", pdf([["Interne overvejelser om rampen."]])),
  ]);
  await settled(page, /3 filer/);
  const intakeId = /indlaesning\/([0-9a-f-]+)/.exec(page.url())[1];
  const { standing } = await ask(page, "show_case", { id: caseId, from: null });
  const made = await ask(page, "register_aktindsigt", {
    title: "Aktindsigt i sag om rampe", caseIds: [caseId], kle: null, unitId: standing.unitId, teamId: standing.teamId, receivedOn: "2026-10-26",
    facts: {
      receivedHow: "mail", role: "party", name: "Karin Østergaard", cpr: null, contact: "karin@example.dk", onBehalfOf: "", identity: "in_person",
      authorityDocumentId: null, text: "Jeg vil gerne se sagen.", theme: "Rampen", wantedForm: "bundle", isDecision: true, matters: [],
    },
    regimes: ["party_access"],
  });
  const id = made.detail.id;
  // What is being read still is not taken.
  for (let tries = 0; ; tries += 1) {
    const taken = await ask(page, "collect_items", { id, from: { kind: "intake", intakeId } });
    if (taken.added + taken.already === 3) return id;
    if (tries > 100) throw new Error(`not collected: ${JSON.stringify(taken)}`);
    await page.waitForTimeout(100);
  }
}

/** Its pages have been read, everything on those that are given is covered or kept, and what is left of doubts answered for. */
export async function reviewed(page, id, titles = ["ansoegning", "kvittering"]) {
  let now = await ask(page, "open_review", { id });
  for (let tries = 0; now.counts.waiting > 0; tries += 1) {
    if (tries > 600) throw new Error("the documents were never read");
    await page.waitForTimeout(100);
    now = await ask(page, "open_review", { id });
  }
  const given = now.items.filter((one) => titles.includes(one.title));
  for (const item of given) {
    const words = await ask(page, "show_review_page", { id, itemId: item.id, page: 1 });
    const names = words.words.map((one) => one.text);
    for (let at = 0; at + 1 < names.length; at += 1) {
      if (names[at] === "Ingeborg") await answer(page, id, { kind: "words", itemId: item.id, page: 1, from: at, to: at + 1 }, { kind: "cover", basis, note: "" });
    }
    const { findings } = await ask(page, "list_review_findings", { id, itemId: item.id });
    for (const finding of findings) {
      if (!finding.found.flag || finding.answer !== null) continue;
      await answer(page, id, { kind: "finding", itemId: item.id, number: finding.number, text: finding.text }, { kind: "keep", reason: "Ansøgerens egne oplysninger" });
    }
  }
  const { doubts } = await ask(page, "check_consistency", { id });
  const keys = doubts.filter((one) => one.accepted === null && one.mayBeAccepted).map((one) => one.key);
  if (keys.length > 0) await ask(page, "accept_doubt", { id, keys, reason: "Set igennem" });
}

async function answer(page, id, place, decision) {
  const { stack } = await ask(page, "open_review", { id });
  await ask(page, "answer_review", { id, seen: stack.seen, places: [place], answer: decision });
}

export async function lettered(page, id) {
  const letter = await ask(page, "draft_aktindsigt_letter", { id, kind: "decision", insteadOf: null });
  // What only a person can say stands in brackets.
  const text = letter.text.replace("[skriv datoen]", "1. december 2026").replace(/\[skriv[^\]]*\]/g, "Du kan klage til Ankestyrelsen inden fire uger.");
  const saved = await ask(page, "save_aktindsigt_letter", { id, kind: "decision", version: letter.version, text, keepsAsWritten: true });
  if (saved.faults?.length !== 0) throw new Error(`the letter is not written: ${JSON.stringify(saved)}`);
}

/** All that comes before the letter: the letter alone is missing. */
export async function withoutLetter(page, size) {
  const id = await collected(page, size);
  await decide(page, id, "ansoegning", "partly", [basis], "Hensynet til en anden privatperson vejer tungest.");
  await decide(page, id, "kvittering", "given", []);
  await decide(page, id, "notat", "withheld", ["FVL-12"]);
  await reviewed(page, id);
  return id;
}

/** Nothing stands in the way of sending it. */
export async function prepared(page, size) {
  const id = await withoutLetter(page, size);
  await lettered(page, id);
  return id;
}
