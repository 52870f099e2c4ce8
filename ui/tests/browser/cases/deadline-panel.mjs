import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, focused, onDesk, openDesk, picture, row, signInAs, tabTo } from "../browser.mjs";

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
    await previewed(page, "Fristen har ingen dag, så længe uret står.");
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

/** A case of Anne's with a deadline of every kind. */
async function caseWithMany(page) {
  const caseId = await caseWith(page, 0);
  const whole = await add(page, caseId, "OFL-36-14", "2026-11-12", { about: "Aktindsigt i hele sagen" });
  const part = await add(page, caseId, "OFL-36-2", "2026-11-12", { about: "Det, der ikke er tvivl om", partOf: whole.row.id });
  const told = await change(page, await add(page, caseId, "GDPR-12", "2026-03-02"), {
    kind: "send_letter",
    sent: "2026-04-01",
    ground: "Sagen har 4.000 sider, og to afdelinger skal høres.",
    newDay: "2099-12-18",
  });
  const stopped = await change(page, await add(page, caseId, "GDPR-12", "2026-11-02"), {
    kind: "stop",
    from: "2026-11-10",
    fromTime: null,
    ground: "identity_in_doubt",
    why: "Afventer legitimation.",
  });
  const soon = await add(page, caseId, "FAL-23", "2026-11-02");
  const done = await change(page, await add(page, caseId, "FVL-16", "2026-11-02"), { kind: "complete", at: "2026-11-09", atTime: null });
  return { caseId, whole, part, told, stopped, soon, done };
}

test("a case with many deadlines: soonest first, parts under their whole, broken duties in words, the closed ones folded", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const { caseId, whole, part, told, stopped, soon, done } = await caseWithMany(page);
    await page.evaluate((link) => (location.hash = link), `#/soeg?frist=${part.row.id}`);
    await page.locator("aside h2").waitFor();
    await page.waitForURL(new RegExp(`sag=${caseId}`));
    assert.match(await focused(page), /^h2 Del: Aktindsigt, enkel/, "a link that names the deadline alone opens its case too");
    await page.locator("[data-deadline]").first().waitFor();
    const listed = await page.locator("aside [data-deadline]").evaluateAll((all) => all.map((one) => one.dataset.deadline));
    assert.deepEqual(listed, [told, whole, part, stopped, soon, done].map((one) => one.row.id));
    const line = (one) => page.locator(`aside [data-deadline="${one.row.id}"]`);
    assert.match(await line(told).innerText(), /dage over\s+Fristbrev sendt: borgeren venter svar senest fredag den 18\. december 2099/);
    assert.match(await line(part).innerText(), /Pligt brudt siden .*: der er ikke sendt fristbrev/s);
    assert.match(await line(stopped).innerText(), /uret står/);
    assert.match(await line(soon).innerText(), /snarest, ingen dag sat/);
    assert.equal(await line(done).isVisible(), false);
    await page.locator("aside summary", { hasText: "1 afsluttet frist" }).focus();
    await page.keyboard.press("Enter");
    assert.match(await line(done).innerText(), /afsluttet i tide/);
    await picture(page, "deadline-many");

    await view(page).getByRole("button", { name: "Se den frist, den er en del af" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`frist=${whole.row.id}`));
    await view(page).getByText("1 delafgørelse").waitFor();
    assert.match(await view(page).innerText(), /Uret kan ikke standses: offentlighedslovens § 36, stk\. 2 kender ingen grund til det\./);
    await page.keyboard.press("Control+Shift+A");
    await page.keyboard.press("Enter");
    await dialog(page).getByText("En del af anmodningen er ikke afsluttet. Luk den først.").waitFor();
    await page.keyboard.press("Escape");
    await view(page).waitFor();

    await line(soon).locator("xpath=..").locator("summary").focus();
    await page.keyboard.press("Enter");
    await page.getByText("Ikke verificeret: skrevet efter hukommelsen.").first().waitFor();
    await picture(page, "deadline-not-verified");
  });
});

test("opening a deadline keeps what the list was narrowed to, and closing it gives the focus back to its line", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const { rows } = await ask(page, "list_deadlines", { state: "late", limit: 1 });
    const [late] = rows;
    await page.evaluate((link) => (location.hash = link), `#/soeg?forfald=late&mine=ja&sag=${late.caseId}`);
    await page.locator(`aside [data-deadline="${late.id}"]`).focus();
    const before = await page.locator(".page [role=status]").first().innerText();
    await page.keyboard.press("Enter");
    await view(page).waitFor();
    await page.waitForURL(/forfald=late/);
    assert.match(await focused(page), /^h2/);
    await page.keyboard.press("Escape");
    await view(page).waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-deadline")), late.id);
    assert.equal(await page.locator(".page [role=status]").first().innerText(), before);
    await page.goBack();
    await view(page).waitFor();
  });
});

test("a part is added to the opened deadline, begins with its whole and may not outlast it", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const caseId = await caseWith(page, 0);
    const whole = await add(page, caseId, "OFL-36", "2026-11-12");
    await open(page, caseId, whole.row.id);
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Ny delafgørelse");
    await page.keyboard.press("Enter");
    await page.keyboard.type("ofl-36-14");
    await page.keyboard.press("Enter");
    await dialog(page).getByText("En del begynder samme dag som det hele: torsdag den 12. november 2026.").waitFor();
    await previewed(page, "En del kan ikke få en senere frist end det hele.");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Vælg en anden", "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
    await page.keyboard.type("ofl-36-2");
    await page.keyboard.press("Enter");
    await previewed(page, "Fristen bliver mandag den 16. november 2026");
    await picture(page, "deadline-add-part");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Opret fristen");
    await page.keyboard.press("Enter");
    await dueIs(page, "man. 16.11.2026");
    assert.match(await focused(page), /^h2 Del: Aktindsigt, enkel/);
  });
});

test("in Frister a row opens its deadline, and what was completed has left the list when it is closed", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await page.evaluate(() => (location.hash = "#/frister"));
    await row(page, 2).waitFor();
    const { total } = await ask(page, "list_deadlines", { limit: 1 });
    await tabTo(page, () => document.activeElement?.getAttribute("role") === "grid");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await view(page).locator(".picture, [data-explanation]").first().waitFor();
    assert.match(await focused(page), /^h2/);
    await picture(page, "deadline-in-frister");
    await page.keyboard.press("Control+Shift+A");
    await page.waitForFunction(() => document.activeElement?.getAttribute("inputmode") === "numeric");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await view(page).locator(".day").getByText("afsluttet").waitFor();
    await page.keyboard.press("Escape");
    await view(page).waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("role")), "grid", "the focus is back in the list");
    await page.getByText(`${total - 1} frister`).first().waitFor();
  });
});

test("a link to a deadline that is not there, or out of reach, says so and can be closed", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await page.evaluate(() => (location.hash = "#/frister?frist=00000000-0000-4000-8000-000000000000"));
    await view(page).getByRole("alert").waitFor();
    await picture(page, "deadline-not-there");
    await page.keyboard.press("Escape");
    await view(page).waitFor({ state: "detached" });
  });
});

test("somebody else changes the deadline meanwhile: it is said, the new state is shown, and what was typed is still there", async () => {
  await onDesk({}, async (page, backend) => {
    await signInAs(page, "anne");
    const caseId = await caseWith(page, 0);
    const detail = await add(page, caseId, "GDPR-12", "2026-11-02");
    await open(page, caseId, detail.row.id);
    await page.keyboard.press("Control+Shift+S");
    await overwrite(page, "12-11-2026");
    await tabTo(page, () => document.activeElement?.tagName === "TEXTAREA");
    await page.keyboard.type("Afventer legitimation.");

    const other = await openDesk(backend.url);
    await signInAs(other.page, "anne");
    await change(other.page, detail, { kind: "tell", on: "2026-11-20" });
    await other.close();

    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Stands uret");
    await page.keyboard.press("Enter");
    await dialog(page).getByText("Fristen er ændret af en anden, mens du skrev").waitFor();
    const said = await dialog(page).innerText();
    assert.match(said, /Borgeren fik at vide fredag den 20\. november 2026, at fristen er onsdag den 2\. december 2026/);
    assert.match(said, /Intet er gemt endnu/);
    assert.equal(await dialog(page).locator("textarea").inputValue(), "Afventer legitimation.");
    await picture(page, "deadline-conflict");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Stands uret");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await view(page).locator(".day").getByText("uret står").waitFor();
    assert.equal(await view(page).locator("ol > li").count(), 2);
  });
});

/*
 * The deadline of the first test, due on Tuesday 7 April 2026, of which the citizen was told. The municipality then closes on
 * that day: by the new calendar it is Wednesday 8 April.
 */
test("a day that the citizen was told stays when the calendar changes, until a person moves it with a reason", async () => {
  await onDesk({}, async (page, backend) => {
    await signInAs(page, "anne");
    const caseId = await caseWith(page, 0);
    const told = await change(page, await add(page, caseId, "GDPR-12", "2026-03-02"), { kind: "tell", on: "2026-03-10" });

    const manager = await openDesk(backend.url);
    await signInAs(manager.page, "mads");
    const closed = { first: "2026-04-07", last: "2026-04-07", name: { da: "flytning", en: "moving" }, everybodys: true, ground: "Rådhuset flytter." };
    const law = { kind: "own", law: { rules: "", closingDays: [closed] } };
    const { moved } = await ask(manager.page, "preview_deadline_law", { law });
    const changed = await ask(manager.page, "change_deadline_law", { law, why: "Byrådet.", version: 0, moves: moved.moves + moved.movesBeyond });
    assert.equal(changed.version, 1, JSON.stringify(changed));
    await manager.close();

    await open(page, caseId, told.row.id);
    await dueIs(page, "tirs. 07.04.2026");
    await view(page).getByText("Dagen her er tirsdag den 7. april 2026. I dag ville den blive talt til onsdag den 8. april 2026.").waitFor();
    await view(page).getByText("Talt efter kalenderen, som den er nu. Den dag, der gælder, står øverst.").waitFor();
    await picture(page, "deadline-would-be");
    await page.keyboard.press("Control+Shift+S");
    await dialog(page).getByText("tælles dagen på ny efter kalenderen, som den er nu").waitFor();
    await picture(page, "deadline-counted-anew");
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });

    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Flyt dagen");
    await page.keyboard.press("Enter");
    await dialog(page).getByText("Borgeren har fået at vide, at fristen er tirsdag den 7. april 2026.").waitFor();
    await previewed(page, "onsdag den 8. april 2026");
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    await page.keyboard.press("Tab");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Flyt dagen" && document.activeElement.closest("form") !== null);
    await page.keyboard.press("Enter");
    await dialog(page).getByText("Feltet skal udfyldes.").waitFor();
    await page.keyboard.type("Rådhuset er lukket den dag.");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Flyt dagen" && document.activeElement.closest("form") !== null);
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await dueIs(page, "ons. 08.04.2026");
    assert.equal(await view(page).getByText("Loven eller kalenderen er ændret").count(), 0);
    assert.match(await focused(page), /^h2/, "the button is gone, and the focus is not lost");
  });
});

test("a deadline in hours needs the time of day, one without a length the day, and an error stands at its field", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const caseId = await caseWith(page, 0);
    await open(page, caseId);
    await page.keyboard.press("Control+Shift+F");
    await page.keyboard.type("bl-136");
    await page.keyboard.press("Enter");
    await dialog(page).getByLabel("Begyndelse").waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute("inputmode") === "numeric");
    await overwrite(page, "18-11-2026");
    await previewed(page, "Fristen løber i timer. Skriv også klokkeslættet.");
    await page.keyboard.press("Tab");
    await page.keyboard.type("25.99");
    await previewed(page, "Det klokkeslæt findes ikke");
    await page.keyboard.press("Enter");
    await dialog(page).getByText("Det klokkeslæt findes ikke. Skriv for eksempel 14.30.").first().waitFor();
    // The focus goes to what is wrong by itself; going elsewhere before it does would be undone.
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
    await dialog(page).getByLabel("Klokkeslæt").focus();
    await overwrite(page, "14.30");
    // 24 hours later: on Thursday at the same time.
    await previewed(page, "Fristen bliver torsdag den 19. november 2026 kl. 14.30, uge 47");
    await picture(page, "deadline-hours");
    await page.keyboard.press("Enter");
    await dueIs(page, "tors. 19.11.2026 kl. 14.30");
    assert.equal(await page.locator(".picture .number").count(), 0, "hours are not counted in days");
    await view(page).getByText("det, loven kræver ved overskridelse, er ikke noteret").waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("pligt er opfyldt");
    await page.keyboard.press("Enter");
    await dialog(page).getByText("skal en leder have det at vide med det samme").waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute("inputmode") === "numeric");
    await page.keyboard.press("Enter");
    await dialog(page).getByText("Feltet skal udfyldes.").waitFor();
    await page.keyboard.type("Lederen er ringet op.");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Notér, at det er gjort");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await view(page).getByText("Fristen er overskredet").first().waitFor();

    await page.keyboard.press("Control+Shift+F");
    await page.keyboard.type("rsl-3");
    await page.keyboard.press("Enter");
    await dialog(page).getByLabel("Dagen, der skal gælde").waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute("inputmode") === "numeric");
    await overwrite(page, "02-11-2026");
    await page.keyboard.press("Enter");
    await dialog(page).getByText("Feltet skal udfyldes.").waitFor();
    await tabTo(page, () => document.activeElement?.getAttribute("aria-invalid") === "true");
    await page.keyboard.type("1-11-2026");
    await page.keyboard.press("Enter");
    await dialog(page).getByText("Dagen er for tidlig efter reglen. Vælg en senere.").first().waitFor();
    await overwrite(page, "1/2 2027");
    await previewed(page, "mandag den 1. februar 2027");
    await picture(page, "deadline-chosen-day");
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    await view(page).waitFor();
  });
});

/*
 * Counted by hand: 14 working days from Thursday 17 December 2026. Strictly counted 24 and 31 December are working days.
 * 18, 21, 22, 23, 24, 28, 29, 30, 31 December are nine; 25 and 26 are juledage. 1 January is nytårsdag; 4, 5, 6, 7, 8 make
 * fourteen: Friday 8 January 2027. A start in the future is refused, so it is Christmas a year earlier that is registered:
 * from Wednesday 17 December 2025: 18, 19, 22, 23, 24, 29, 30, 31, then 2 January, 5, 6, 7, 8, 9: Friday 9 January 2026.
 */
test("the picture over Christmas says of every day whether it counts, also to those who do not see it; long spans are folded", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const caseId = await caseWith(page, 0);
    const { row: made } = await add(page, caseId, "OFL-36-14", "2025-12-17");
    assert.equal(made.due, "2026-01-09");
    await open(page, caseId, made.id);
    const cell = (month, day) =>
      page.getByRole("table", { name: month }).getByRole("cell").filter({ has: page.locator(".date", { hasText: new RegExp(`^${day}$`) }) });
    assert.match(await cell("december 2025", 17).innerText(), /begyndelse/);
    assert.match(await cell("december 2025", 24).innerText(), /tælles som nr\. 5/);
    assert.match(await cell("december 2025", 25).innerText(), /tælles ikke: .*juledag/);
    assert.match(await cell("december 2025", 27).innerText(), /tælles ikke: lukkedag/);
    assert.match(await cell("januar 2026", 1).innerText(), /tælles ikke: nytårsdag/i);
    assert.match(await cell("januar 2026", 9).innerText(), /fristen/);
    assert.equal(await page.getByRole("rowheader", { name: "52" }).count(), 1);
    await page.locator(".picture").scrollIntoViewIfNeeded();
    await picture(page, "deadline-christmas");

    // Twelve months from 5 January, to be done twice.
    const year = await add(page, caseId, "BL-156", "2026-01-05");
    assert.equal(year.row.due, "2027-01-05");
    await open(page, caseId, year.row.id);
    await view(page).getByText("Skal ske 2 gange. Fordelt jævnt:", { exact: true }).waitFor();
    assert.equal(await page.locator(".picture table").count(), 4);
    await tabTo(page, () => document.activeElement?.getAttribute("aria-expanded") === "false");
    await picture(page, "deadline-long");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".picture table").count(), 13);

    // Where somebody set the day, the days between are not said to count.
    const set = await add(page, caseId, "RSL-3", "2026-11-02", { chosen: "2026-12-18" });
    await open(page, caseId, set.row.id);
    await page.locator(".legend").getByText("dage imellem").waitFor();
    assert.equal(await page.locator(".picture .number").count(), 0);
    assert.match(await cell("november 2026", 10).innerText(), /dag imellem/);

    const years = await add(page, caseId, "DBL-2-5", "2026-01-05");
    await open(page, caseId, years.row.id);
    await view(page).getByText("Der er for mange dage til et billede").waitFor();
  });
});

const longDay = (day) =>
  new Intl.DateTimeFormat("da-DK", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(day);

test("a letter and what the citizen was told are noted beside the clock, and the day stays", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const caseId = await caseWith(page, 0);
    const today = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone: "Europe/Copenhagen" }).format(new Date());
    const { row: made } = await add(page, caseId, "OFL-36", today);
    const due = new Date(`${made.due}T12:00:00Z`);
    const promised = new Date(due.getTime() + 17 * 86_400_000);
    await open(page, caseId, made.id);
    const dayBefore = await view(page).locator(".day").innerText();
    await view(page).getByText(`Fristbrev senest ${longDay(due)}, hvis sagen ikke er afgjort`).waitFor();
    await page.keyboard.press("Control+Shift+B");
    await page.keyboard.type("Sagen har 4.000 sider, og to afdelinger skal høres.");
    await tabTo(page, () => document.activeElement?.getAttribute("inputmode") === "numeric");
    await page.keyboard.type(made.due);
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Notér fristbrevet");
    await page.keyboard.press("Enter");
    await dialog(page).getByText("Den nye dag skal ligge efter den, der ikke kan holdes.").first().waitFor();
    assert.match(await focused(page), /^input/, "the focus goes to the field that is wrong");
    await picture(page, "deadline-letter-error");
    await overwrite(page, promised.toISOString().slice(0, 10));
    assert.equal(await dialog(page).locator("[aria-invalid=true]").count(), 0, "of another day the error says nothing");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await view(page).getByText(`Fristbrev sendt: borgeren venter svar senest ${longDay(promised)}`).waitFor();

    await page.keyboard.press("Control+k");
    await page.keyboard.type("borgeren kender");
    await page.keyboard.press("Enter");
    await dialog(page).getByText(`at fristen er ${longDay(due)}`).waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute("inputmode") === "numeric");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await view(page).getByText(`Oplyst til borgeren: ${longDay(due)}`).waitFor();
    assert.equal(await view(page).locator(".day").innerText(), dayBefore);
  });
});

test("who may only read sees the days and how they came about, and no act", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "dorthe");
    const { rows } = await ask(page, "list_deadlines", { whose: "everybodys", limit: 1 });
    await open(page, rows[0].caseId, rows[0].id);
    await view(page).getByText("Sådan er dagen talt").waitFor();
    for (const name of ["Ny frist", "Afslut", "Forlæng"]) assert.equal(await page.getByRole("button", { name, exact: true }).count(), 0, name);
    await page.keyboard.press("Control+Shift+A");
    assert.equal(await dialog(page).count(), 0);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("fristens");
    assert.match(await page.locator("[role=option]").first().innerText(), /Kopiér fristens forklaring/);
    assert.equal(await page.locator("[role=option]").filter({ hasText: "Stands" }).count(), 0);
  });
});

for (const theme of ["light", "dark", "contrast"]) {
  test(`axe finds nothing to say about the deadlines of a case in the ${theme} theme`, async () => {
    await onDesk({}, async (page) => {
      await signInAs(page, "anne");
      await ask(page, "change_setting", { key: "theme", value: theme });
      await page.reload();
      await page.waitForSelector(`html[data-theme=${theme}]`);
      const { caseId, part, told, stopped, soon } = await caseWithMany(page);
      const look = async (name) => {
        await picture(page, `${theme}-deadline-${name}`);
        await hasNoViolation(page, `${theme}: ${name}`);
      };
      await open(page, caseId);
      await look("pane");
      for (const [name, one] of Object.entries({ part, told, stopped, soon })) {
        await open(page, caseId, one.row.id);
        await look(name);
      }
      await open(page, caseId, told.row.id);
      for (const keys of ["S", "U", "B", "A", "F"]) {
        await page.keyboard.press(`Control+Shift+${keys}`);
        await dialog(page).waitFor();
        await page.waitForTimeout(400);
        await look(`dialog-${keys}`);
        await page.keyboard.press("Escape");
        await dialog(page).waitFor({ state: "detached" });
      }
    });
  });
}
