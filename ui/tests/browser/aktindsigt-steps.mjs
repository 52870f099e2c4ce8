import { ask } from "./browser.mjs";

/** To a place of the program by its link. */
export const go = (page, link) => page.evaluate((to) => (location.hash = `#/${to}`), link);

/** A request for a case with a handful of documents, all of them collected; nothing is decided. */
export async function collectedRequest(page, role = "journalist", regimes = ["public_access"]) {
  const { rows } = await ask(page, "list_cases", {
    text: "", status: [], unitId: null, responsibleId: null, onlyMine: true, onlyUnassigned: false, onlyOpen: true, due: null,
    sort: "due_first", offset: 0, limit: 100,
  });
  const asked = rows.find((one) => one.documents >= 3 && one.documents <= 12) ?? rows.find((one) => one.documents > 0);
  const { standing } = await ask(page, "show_case", { id: asked.id, from: null });
  const made = await ask(page, "register_aktindsigt", {
    title: "Aktindsigt i sag om hjælpemidler", caseIds: [asked.id], kle: null, unitId: standing.unitId, teamId: standing.teamId,
    receivedOn: "2026-01-05",
    facts: {
      receivedHow: "mail", role, name: "Poul Bille", cpr: null, contact: "poul@example.dk", onBehalfOf: "", identity: null,
      authorityDocumentId: null, text: "", theme: "Rampen", wantedForm: "bundle", isDecision: role === "party" ? true : null, matters: [],
    },
    regimes,
  });
  await ask(page, "collect_items", { id: made.detail.id, from: { kind: "cases", caseIds: [] } });
  return made.detail.id;
}

export const listed = async (page, id) => (await ask(page, "list_items", { id, shown: "listed", offset: 0, limit: 500 })).rows;

const questions = ["decisive_weight", "weighing", "more_openness", "extraction", "open_internal", "rest", "hearing", "provision"];

export async function decide(page, id, rows, decision, bases = [], text = "") {
  const decided = await ask(page, "decide_items", {
    id,
    items: rows.map((row) => ({ id: row.id, version: row.version })),
    decision,
    bases,
    answers: bases.length === 0 ? [] : questions.map((requirement) => ({ requirement, outcome: "considered", text: "Vejet af sagsbehandleren." })),
    text,
  });
  if (decided.decided !== rows.length) throw new Error(JSON.stringify(decided));
}

/** Its documents are read by themselves; every answer tells how far that has come. */
export async function whenRead(page, id) {
  for (let tries = 0; tries < 600; tries += 1) {
    const now = await ask(page, "open_review", { id });
    if (now.counts.waiting === 0) return now;
    await page.waitForTimeout(100);
  }
  throw new Error("the documents were never read");
}

/** As if a person had gone through the documents and answered every finding so. */
export async function answerFindings(page, id, items, answerOf) {
  for (const item of items) {
    const { findings } = await ask(page, "list_review_findings", { id, itemId: item.id });
    for (const finding of findings.filter((one) => one.found.flag && one.answer === null)) {
      const { stack } = await ask(page, "open_review", { id });
      const place = { kind: "finding", itemId: item.id, number: finding.number, text: finding.text };
      await ask(page, "answer_review", { id, seen: stack.seen, places: [place], answer: answerOf(item, finding) });
    }
  }
}

export const keep = { kind: "keep", reason: "Ansøgeren kender det." };
export const cover = (basis) => ({ kind: "cover", basis, note: "" });

/** Light and dark, in Danish and in English, one after another; the work gets the look's name. */
export async function inFourLooks(page, link, waitFor, work) {
  for (const [language, theme] of [["da", "light"], ["da", "dark"], ["en", "light"], ["en", "dark"]]) {
    await ask(page, "change_setting", { key: "language", value: language });
    await ask(page, "change_setting", { key: "theme", value: theme });
    await page.reload();
    await go(page, link);
    await page.locator(waitFor).first().waitFor();
    await work(`${language} ${theme}`);
  }
  await ask(page, "change_setting", { key: "language", value: "da" });
  await ask(page, "change_setting", { key: "theme", value: "light" });
}
