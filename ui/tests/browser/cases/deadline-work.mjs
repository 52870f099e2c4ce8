import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, onDesk, picture, signInAs, tabTo } from "../browser.mjs";

const mine = { text: "", status: [], unitId: null, responsibleId: null, onlyMine: true, onlyOpen: true, due: null, sort: "newest_first", offset: 0, limit: 1 };

/** One of Anne's cases with a deadline of forty working days that begins today, opened. */
async function openOne(page) {
  await signInAs(page, "anne");
  const { rows } = await ask(page, "list_cases", mine);
  const start = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(new Date());
  const request = { caseId: rows[0].id, rule: "OFL-36-40", start, startTime: null, chosen: null, about: "", partOf: null };
  const { row } = await ask(page, "add_deadline", request);
  await page.evaluate((link) => (location.hash = link), `#/soeg?sag=${rows[0].id}&frist=${row.id}`);
  const box = page.getByRole("region", { name: "Arbejde tilbage" });
  await box.waitFor();
  return { box, id: row.id };
}

test("what is left is noted by keyboard, what was done follows from it, and too little measured is said to be so", async () => {
  await onDesk({}, async (page) => {
    const { box, id } = await openOne(page);
    await box.getByText("Når der er målt fem dage").waitFor();
    const left = box.getByLabel("Tilbage");
    await left.focus();
    await page.keyboard.type("mange");
    await page.keyboard.press("Enter");
    await box.getByText("Skriv et helt tal, for eksempel 240.").waitFor();
    await left.fill("1.400");
    await left.press("Enter");
    await box.getByText("1.400 sider tilbage").first().waitFor();
    await box.getByText("Kan ikke siges endnu: der er målt for få dage.").first().waitFor();
    assert.equal(await left.inputValue(), "");

    await left.fill("1340");
    await left.press("Enter");
    await box.getByText("1.340 sider tilbage").first().waitFor();
    await box.locator("summary").focus();
    await page.keyboard.press("Enter");
    assert.deepEqual((await box.locator("tbody tr").first().innerText()).split("\t").slice(-2), ["1.340 sider", "60"]);

    // The figure was wrong: nobody did twelve hundred pages in a day.
    await left.fill("140");
    await tabTo(page, () => document.activeElement?.getAttribute("type") === "checkbox");
    await page.keyboard.press("Space");
    await left.press("Enter");
    await box.getByText("140 sider tilbage").first().waitFor();
    const { notes } = await ask(page, "deadline_work", { id });
    assert.deepEqual(notes.map((note) => note.done), [0, 60, 0]);

    // Somebody else notes a figure in between: theirs is shown, what was typed stays.
    await ask(page, "note_deadline_work", { id, version: 3, unit: "pages", left: 130, isCorrection: false });
    await left.fill("120");
    await left.press("Enter");
    await box.getByText("130 sider tilbage").first().waitFor();
    await box.getByText("Der er nu noteret 130 sider. Dit tal er ikke gemt endnu").waitFor();
    assert.equal(await left.inputValue(), "120");
    await picture(page, "deadline-work");
    await left.press("Enter");
    await box.getByText("120 sider tilbage").first().waitFor();
  });
});

test("a forecast shows its figures and what it is held against, in every theme", async () => {
  await onDesk({}, async (page) => {
    // Five days cannot pass in a test: the answer is one the use case gives after them.
    const expected = (outlook, finish, finishWhenSlow) => ({
      kind: "expected", finish, finishWhenSlow, left: 290, aDay: 40, aSlowDay: 30, daysMeasured: 7, workingDaysNeeded: 8, workingDaysLeft: 24, outlook,
    });
    await page.route("**/call/deadline_work", (route) =>
      route.fulfill({
        json: {
          notes: [{ day: "2026-11-20", by: "Anne Krogsgaard", unit: "pages", left: 200, done: 40 }],
          ahead: { deadlines: 1, left: 90 },
          byMe: expected("tight", "2026-12-03", "2026-12-07"),
          byUnit: expected("too_late", "2027-02-03", "2027-03-08"),
          version: 6,
          mayChange: true,
        },
      }),
    );
    const { box } = await openOne(page);
    await box.getByText("Før den ligger 90 sider i 1 frist, der udløber tidligere.").waitFor();
    await box.getByText("Når det kun, hvis der ikke kommer langsomme dage").waitFor();
    await box.getByText("Ventes færdig efter fristen").waitFor();
    await box.getByText("går det langsomt: man. 07.12.2026").waitFor();
    // What one is about to note in says nothing of what was measured.
    await box.getByLabel("Hvad").selectOption("documents");
    await box.getByText("290 sider tilbage; 40 på en almindelig dag").first().waitFor();
    await box.getByLabel("Hvad").selectOption("pages");
    await box.scrollIntoViewIfNeeded();
    const fits = await box.evaluate((element) => element.scrollWidth <= element.clientWidth);
    assert.ok(fits, "nothing is wider than the pane");
    for (const theme of ["light", "dark", "contrast"]) {
      await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
      await hasNoViolation(page, `the forecast, ${theme}`);
      await picture(page, `${theme}-deadline-forecast`);
    }
  });
});
