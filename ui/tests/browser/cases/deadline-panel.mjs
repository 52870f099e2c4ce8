import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, focused, onDesk, picture, signInAs, tabTo } from "../browser.mjs";

const anybody = { text: "", status: [], unitId: null, responsibleId: null, onlyMine: true, onlyOpen: false, due: null, offset: 0, limit: 500 };

/** One of Anne's cases with so many deadlines. */
async function caseWith(page, wanted) {
  const { rows } = await ask(page, "list_cases", { ...anybody, sort: "newest_first" });
  for (const { id } of rows) {
    const { rows: deadlines } = await ask(page, "case_deadlines", { id });
    if (deadlines.length === wanted) return id;
  }
  throw new Error(`the demo holds no case with ${wanted} deadlines`);
}

function add(page, caseId, rule, start, more = {}) {
  return ask(page, "add_deadline", { caseId, rule, start, startTime: null, chosen: null, about: "", partOf: null, ...more });
}

function change(page, { row: { id }, version }, wanted) {
  return ask(page, "change_deadline", { id, version, change: wanted });
}

/** Goes there as a link does. */
async function open(page, caseId, deadlineId = null) {
  await page.evaluate((link) => (location.hash = link), `#/soeg?sag=${caseId}${deadlineId ? `&frist=${deadlineId}` : ""}`);
  await page.locator("aside h2").waitFor();
  await page.locator("aside #case-deadlines").waitFor();
  if (deadlineId) await page.locator("section.deadline .picture, section.deadline ol").first().waitFor();
}

const view = (page) => page.locator("section.deadline");
const dialog = (page) => page.getByRole("dialog");
const previewed = (page, text) => page.locator("[data-preview]").getByText(text).waitFor();
const dueIs = (page, text) => view(page).locator(".day").getByText(text).waitFor();

/** Types over what the field with the focus holds. */
async function overwrite(page, text) {
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

/*
 * Counted by hand, with a calendar of 2026 in which Easter Sunday is 5 April:
 * - GDPR article 12: a month from Monday 2 March is Thursday 2 April. That is skærtorsdag, Friday is langfredag, Monday
 *   2. påskedag: the first open day is Tuesday 7 April.
 * - Stopped from 10 March to 20 March the clock stood for ten days: from 2 April that is Sunday 12 April, so Monday 13.
 * - Extended by a month: from 12 April, where the month ran out, to 12 May, a Tuesday.
 */
test("by keyboard alone: register, stop, restart, extend, explain, undo, complete, with the days counted by hand", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const caseId = await caseWith(page, 0);
    await open(page, caseId);
    await page.getByText("Ingen frister på sagen").waitFor();
    await picture(page, "deadline-none");

    await page.keyboard.press("Control+Shift+F");
    assert.match(await focused(page), /^input/, "one can type at once");
    await page.keyboard.type("databeskyttelse indsigt");
    await picture(page, "deadline-add-rule");
    await page.keyboard.press("Enter");
    await dialog(page).getByLabel("Begyndelse").waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === "INPUT" && document.activeElement.getAttribute("role") === null);
    await overwrite(page, "31-4-2026");
    await previewed(page, "Kan ikke tælles endnu: Den dag findes ikke");
    await page.keyboard.press("Enter");
    await dialog(page).locator("[aria-invalid=true]").waitFor();
    assert.match(await dialog(page).locator(".error").innerText(), /Den dag findes ikke\. Skriv for eksempel 27-03-2026/);
    await picture(page, "deadline-add-error");
    await overwrite(page, "2/3 2026");
    await dialog(page).getByText("mandag den 2. marts 2026, uge 10").waitFor();
    await previewed(page, "Fristen bliver tirsdag den 7. april 2026, uge 15");
    await picture(page, "deadline-add-preview");
    await page.keyboard.press("Enter");
    await view(page).waitFor();
    await dueIs(page, "tirs. 07.04.2026");
    assert.match(await focused(page), /^h2/, "a screen reader begins at the deadline's name");
    await picture(page, "deadline-easter");

    await page.keyboard.press("Control+Shift+S");
    await overwrite(page, "10-03-2026");
    await previewed(page, "Fristen får ingen dag");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Afventer legitimation.");
    await picture(page, "deadline-stop");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Stands uret");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await view(page).locator(".day").getByText("uret står").waitFor();
    await picture(page, "deadline-stopped");

    await page.keyboard.press("Control+Shift+G");
    await overwrite(page, "20-03-2026");
    await previewed(page, "mandag den 13. april 2026, uge 16");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Legitimation modtaget.");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Sæt uret i gang");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await dueIs(page, "man. 13.04.2026");

    await page.keyboard.press("Control+Shift+U");
    await tabTo(page, () => document.activeElement?.getAttribute("inputmode") === "numeric");
    await page.keyboard.type("3");
    await tabTo(page, () => document.activeElement?.closest(".day") !== null);
    await overwrite(page, "25-03-2026");
    await previewed(page, "Så langt kan reglen ikke forlænges");
    await tabTo(page, () => document.activeElement?.classList.contains("amount") === true, "Shift+Tab");
    await overwrite(page, "1");
    await previewed(page, "tirsdag den 12. maj 2026");
    await tabTo(page, () => document.activeElement?.tagName === "TEXTAREA");
    await page.keyboard.type("Mange systemer skal søges.");
    await picture(page, "deadline-extend");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Forlæng" && document.activeElement.closest("form") !== null);
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await dueIs(page, "tirs. 12.05.2026");

    const explanation = await page.locator("[data-explanation]").innerText();
    for (const said of [
      "Begyndelse: anmodningen blev modtaget mandag den 2. marts 2026",
      "Standset tirsdag den 10. marts 2026",
      "I gang igen fredag den 20. marts 2026",
      "Frist: tirsdag den 12. maj 2026",
      "databeskyttelsesforordningens artikel 12, stk. 3, og artikel 15",
      "Afventer legitimation.",
      "Mange systemer skal søges.",
    ]) {
      assert.ok(explanation.includes(said), `${said}\n---\n${explanation}`);
    }
    await page.locator("section.deadline .content").focus();
    await picture(page, "deadline-extended");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Kopiér til sagen");
    await page.keyboard.press("Enter");
    await page.getByText("Kopieret").first().waitFor();

    await tabTo(page, () => document.activeElement?.textContent?.trim().startsWith("Tag tilbage") === true);
    await picture(page, "deadline-log");
    await page.keyboard.press("Enter");
    await previewed(page, "mandag den 13. april 2026");
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    await view(page).waitFor();
    assert.match(await focused(page), /^button Tag tilbage/, "Escape closes the dialog alone and gives the focus back");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Forlænget ved en fejl.");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Tag det tilbage");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await dueIs(page, "man. 13.04.2026");
    await view(page).getByText("taget tilbage", { exact: true }).waitFor();
    assert.equal(await view(page).locator("ol > li").count(), 4, "what is undone stays in the log");

    await page.keyboard.press("Control+Shift+A");
    await overwrite(page, "10-04-2026");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await view(page).locator(".day").getByText("afsluttet i tide").waitFor();
    await page.locator("aside").getByText("1 afsluttet frist").waitFor();
    await picture(page, "deadline-completed");
    await page.keyboard.press("Escape");
    await view(page).waitFor({ state: "detached" });
    await page.locator("aside h2").waitFor();
  });
});
