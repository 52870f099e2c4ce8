import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, enterRoom, focused, onDesk, picture, roomReady, signInAs } from "../browser.mjs";

const blank = { text: "", caseId: null, documentId: null, due: { kind: "none" }, checklist: [] };

async function makeTask(page, title, due = { kind: "none" }) {
  const { employees } = await ask(page, "choices", {});
  const me = employees.find((one) => one.name === "Anne Krogsgaard");
  const { row } = await ask(page, "create_task", { ...blank, title, due, assignee: { kind: "employee", id: me.id } });
  return row;
}

const section = (page, name) => page.locator(`[data-section=${name}]`);
const count = (page, name) => section(page, name).locator(".count").innerText();

test("Min dag says how much there is of each, and every row leads to what it is about", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const day = await ask(page, "my_day", {});
    const shown = { late: day.late, today: day.dueToday, soon: day.soon, tasks: day.tasks, waiting: day.waiting, news: day.news };
    for (const name of ["late", "today", "soon", "tasks", "waiting"]) assert.ok(shown[name].total > 0, `the demo has something ${name}`);
    await page.locator("[data-section=drafts]").getByText("kladde").first().waitFor();
    for (const [name, { total }] of Object.entries(shown)) assert.equal(Number(await count(page, name)), total, name);
    assert.match(await page.locator("h1").innerText(), /^\p{L}+dag den \d+\. \p{L}+ \d{4}, uge \d+$/u);
    await picture(page, "my-day");
    await hasNoViolation(page, "my day");
    const first = page.locator("[data-row]").first();
    await first.click();
    await page.waitForURL(/sag=/);
    await page.locator("aside.pane").first().waitFor();
    await picture(page, "my-day-opened");
    await hasNoViolation(page, "my day with something open");
  });
});

test("the whole day by the keyboard: from part to part, from row to row, opened, done and taken back", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    await signInAs(page, "anne");
    await makeTask(page, "Ring til lægen", { kind: "day", day: "2026-01-05" });
    await makeTask(page, "Skriv notat");
    await page.keyboard.press("F5");
    await section(page, "tasks").getByText("Ring til lægen").waitFor();
    const at = () => page.evaluate(() => document.activeElement?.closest("[data-section]")?.getAttribute("data-section") ?? "");
    for (let presses = 0; presses < 9 && (await at()) !== "tasks"; presses += 1) await page.keyboard.press("F6");
    assert.match(await focused(page), /^button .*Ring til læ/, "a part is entered at its first row");
    await page.keyboard.press("ArrowDown");
    assert.match(await focused(page), /^button .*Skriv notat/);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.notEqual(await at(), "tasks", "the arrows go on into the part before");
    await page.keyboard.press("ArrowDown");
    assert.equal(await at(), "tasks");
    await page.keyboard.press("Enter");
    const pane = page.getByRole("complementary", { name: "Opgave" });
    await pane.getByRole("heading", { name: "Ring til lægen" }).waitFor();
    await page.keyboard.press("Escape");
    await pane.waitFor({ state: "detached" });
    assert.match(await focused(page), /^button .*Ring til læ/, "closing gives the focus back to the row");

    await page.keyboard.press("Space");
    await page.getByText("Udført: Ring til lægen").waitFor();
    await section(page, "tasks").getByText("Ring til lægen").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Fortryd" }).click();
    await section(page, "tasks").getByText("Ring til lægen").waitFor();
  });
});

test("a day on which nothing presses says what comes next", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "mads");
    await page.getByText("Intet presser sig på").waitFor();
    await picture(page, "my-day-quiet");
    await hasNoViolation(page, "quiet day");
  });
});

test("dark and in English there is nothing that axe objects to", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await ask(page, "change_setting", { key: "theme", value: "dark" });
    await ask(page, "change_setting", { key: "language", value: "en" });
    await makeTask(page, "Ring til lægen", { kind: "day", day: "2026-01-05" });
    await page.reload();
    await roomReady(page);
    await enterRoom(page, "my_day");
    await section(page, "tasks").getByText("Ring til lægen").waitFor();
    await picture(page, "my-day-dark-en");
    await hasNoViolation(page, "my day dark en");
  });
});
