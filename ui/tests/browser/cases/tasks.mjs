import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, enterRoom, focused, onDesk, picture, row, signInAs, tabTo } from "../browser.mjs";

const blank = { text: "", caseId: null, documentId: null, assignee: { kind: "nobody" }, due: { kind: "none" }, checklist: [] };

async function makeTask(page, part) {
  const made = await ask(page, "create_task", { ...blank, ...part });
  assert.ok(made.row, JSON.stringify(made));
  return made.row;
}

async function mine(page) {
  const { rows } = await ask(page, "list_cases", {
    text: "", status: [], unitId: null, responsibleId: null, onlyMine: true, onlyUnassigned: false, onlyOpen: true, due: null,
    sort: "due_first", offset: 0, limit: 100,
  });
  return rows;
}

test("a task from the first key to the last: made from a template, ticked, waiting, done, and undone", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    await signInAs(page, "anne");
    await page.keyboard.press("Control+Shift+o");
    const dialog = page.getByRole("dialog", { name: "Ny opgave" });
    await dialog.waitFor();
    assert.match(await focused(page), /^input/, "one can write at once");
    await page.keyboard.press("Enter");
    await dialog.getByText("Skriv noget her").or(dialog.locator("[aria-invalid=true]")).first().waitFor();
    await dialog.getByLabel("Skabelon").selectOption({ label: "Indhent oplysninger" });
    assert.equal(await dialog.getByLabel("Hvad skal gøres?").inputValue(), "Indhent oplysninger");
    // The template counts ten working days; what that gives stands there in words.
    await dialog.getByText(/10 arbejdsdage efter dagen, opgaven blev lavet/).waitFor();
    await dialog.getByText(/dage på vejen talte ikke/).waitFor();
    await picture(page, "task-new");
    await hasNoViolation(page, "new task");
    await dialog.getByLabel("Hvad skal gøres?").fill("Ring til lægen");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });

    await enterRoom(page, "tasks");
    await row(page, 1).getByText("Ring til lægen").waitFor();
    await page.locator("[role=grid]").focus();
    await page.keyboard.press("Enter");
    const pane = page.getByRole("complementary", { name: "Opgave" });
    await pane.getByRole("heading", { name: "Ring til lægen" }).waitFor();
    assert.match(await focused(page), /^h2 Ring til lægen/);

    await pane.getByLabel("Oplysningerne er bestilt").check();
    await pane.getByText(/Anne Krogsgaard, /).first().waitFor();
    await pane.getByRole("button", { name: "Sæt til at vente" }).click();
    await page.getByLabel("Hvad venter opgaven på?").fill("Svar fra lægen");
    await page.keyboard.press("Enter");
    await pane.getByText("Venter på: Svar fra lægen").first().waitFor();
    await pane.getByLabel("Skriv en kommentar").fill("Hun ringer tilbage.");
    await pane.getByRole("button", { name: "Tilføj kommentar" }).click();
    await pane.getByText("Hun ringer tilbage.").waitFor();
    await picture(page, "task-pane");
    await hasNoViolation(page, "task pane");

    await page.keyboard.press("Escape");
    await pane.waitFor({ state: "detached" });
    assert.match(await focused(page), /^div Opgaver/, "closing gives the focus back to the list");
    await page.keyboard.press("u");
    const undo = page.getByRole("button", { name: "Fortryd" });
    await undo.waitFor();
    await page.getByText("Du har ingen åbne opgaver").waitFor();
    await picture(page, "tasks-empty");
    await undo.click();
    await row(page, 1).getByText("Ring til lægen").waitFor();
    await page.getByRole("button", { name: "Venter", exact: true }).click();
    await page.waitForURL(/hvis=venter/);
    await row(page, 1).getByText("Svar fra lægen").waitFor();
  });
});

test("what two change at once is told, and nothing typed is lost", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const made = await makeTask(page, { title: "Ring", assignee: { kind: "nobody" } });
    await page.evaluate((id) => (location.hash = `#/opgaver/liste?hvis=oprettet&opgave=${id}`), made.id);
    const pane = page.getByRole("complementary", { name: "Opgave" });
    await pane.getByRole("button", { name: "Ret teksten" }).click();
    const dialog = page.getByRole("dialog", { name: "Ret teksten" });
    await dialog.getByLabel("Hvad skal gøres?").fill("Ring kl. 10");
    await ask(page, "change_task", { id: made.id, version: 1, change: { kind: "retitle", title: "Ring kl. 9", text: "" } });
    await page.keyboard.press("Enter");
    await dialog.getByRole("alert").waitFor();
    assert.equal(await dialog.getByLabel("Hvad skal gøres?").inputValue(), "Ring kl. 10");
  });
});

test("tasks of a case and of its document stand on the case, and many are given away by the keyboard", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    await signInAs(page, "anne");
    const first = (await mine(page)).find((one) => one.documents > 0);
    await page.evaluate((id) => (location.hash = `#/soeg?sag=${id}`), first.id);
    const section = page.getByRole("region", { name: /^Opgaver/ });
    await section.getByText("Ingen åbne opgaver på sagen").waitFor();
    const before = page.locator("aside .task").first();
    await before.click();
    const dialog = page.getByRole("dialog", { name: "Ny opgave" });
    await dialog.getByText(/Om dokumentet:/).waitFor();
    await dialog.getByLabel("Hvad skal gøres?").fill("Læs bilaget");
    await dialog.getByRole("button", { name: "Opret opgave" }).click();
    await section.getByRole("link", { name: /Læs bilaget/ }).waitFor();
    await picture(page, "case-tasks");
    await hasNoViolation(page, "case with tasks");

    for (const title of ["En", "To", "Tre"]) await makeTask(page, { title });
    await page.evaluate(() => (location.hash = "#/opgaver/liste?hvis=oprettet"));
    await row(page, 4).waitFor();
    await page.locator("[role=grid]").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    const give = page.getByLabel("Giv 2 opgaver til …");
    await give.waitFor();
    await give.selectOption({ label: "Team Visitation" });
    await page.getByText("2 opgaver er givet videre").waitFor();
    await page.getByRole("button", { name: "Mit team" }).click();
    await page.getByText("2 opgaver", { exact: true }).first().waitFor();
    await tabTo(page, () => document.activeElement?.getAttribute("role") === "grid");
  });
});

test("a hundred thousand tasks: both ends are reached, and only what is seen is drawn", async () => {
  await onDesk({}, async (page) => {
    const many = 100_000;
    await signInAs(page, "anne");
    for (let n = 0; n < 30; n += 1) await makeTask(page, { title: `Opgave ${n}` });
    // Only the length is invented: the rows are the desk's own, repeated.
    await page.route("**/call/list_tasks", async (route) => {
      const asked = route.request().postDataJSON();
      const response = await route.fetch({ postData: { ...asked, offset: 0, limit: 30 } });
      const body = await response.json();
      if (body.rows.length < 30) return route.fulfill({ response, json: body });
      const rows = Array.from({ length: Math.min(asked.limit, many - asked.offset) }, (_, n) => {
        const at = asked.offset + n;
        return { ...body.rows[at % 30], id: `${body.rows[at % 30].id}-${at}`, title: `Nummer ${at + 1}` };
      });
      return route.fulfill({ response, json: { rows, total: many, totalIsAtLeast: false } });
    });
    await enterRoom(page, "tasks");
    await page.getByRole("button", { name: "Oprettet af mig" }).click();
    await page.getByText("100.000 opgaver").waitFor();
    const drawn = () => page.locator("[role=grid] [id^=tasks-row-]").count();
    assert.ok((await drawn()) < 60);
    await page.locator("[role=grid]").focus();
    await page.keyboard.press("End");
    await row(page, many).getByText("Nummer 100000", { exact: true }).waitFor();
    assert.ok((await drawn()) < 60);
    await page.keyboard.press("Home");
    await row(page, 1).getByText("Nummer 1", { exact: true }).waitFor();
  });
});

test("dark and in English there is nothing that axe objects to", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "bo");
    await ask(page, "change_setting", { key: "theme", value: "dark" });
    await ask(page, "change_setting", { key: "language", value: "en" });
    const made = await makeTask(page, { title: "Ring", checklist: ["Find nummeret"] });
    await page.reload();
    await page.evaluate((id) => (location.hash = `#/opgaver/liste?hvis=oprettet&opgave=${id}`), made.id);
    await page.getByRole("complementary", { name: "Task" }).getByLabel("Find nummeret").waitFor();
    await picture(page, "tasks-dark-en");
    await hasNoViolation(page, "tasks dark en");
    await page.evaluate(() => (location.hash = "#/opgaver/opgaveskabeloner"));
    await page.getByRole("heading", { name: "Forbered møde" }).waitFor();
    await hasNoViolation(page, "task templates dark en");
  });
});
