import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ask, enterRoom, focused, onDesk, openDesk, row, signInAs, tabTo } from "../browser.mjs";

const span = (page, name) => page.locator(`[data-state="${name}"]`);
const counted = async (page, name) => Number((await span(page, name).locator("strong").innerText()).replace(/\D/g, ""));
const listed = (page) => page.locator("[role=grid]").getAttribute("aria-rowcount").then((rows) => Number(rows) - 1);
const isFocused = (selector) => `document.activeElement?.matches(${JSON.stringify(selector)})`;

/** The list has answered the filters that the link says. */
async function settled(page, rows) {
  await page.waitForFunction((n) => document.querySelector("[role=grid]").getAttribute("aria-rowcount") === String(n + 1), rows);
}

async function inFrister(page, username = "anne") {
  await signInAs(page, username);
  await enterRoom(page, "deadlines");
  await row(page, 1).waitFor();
}

test("a day's deadlines without a mouse: the late ones, a case and back, a group, a text, a saved filter", async () => {
  await onDesk({}, async (page) => {
    await inFrister(page);
    assert.match(await focused(page), /^input Navn, CPR-nummer/, "one can type at once");
    const all = await counted(page, "all");
    const late = await counted(page, "late");
    assert.ok(late > 0 && late < all);
    assert.equal(await listed(page), all);

    await tabTo(page, isFocused("[data-state=late]"), "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/naar=late/);
    await settled(page, late);
    assert.equal(await span(page, "late").getAttribute("aria-pressed"), "true");
    assert.equal(await counted(page, "all"), all, "what is not chosen is still counted");
    for (const line of await page.locator("[role=grid] [id^=deadlines-row-]").allInnerTexts()) assert.match(line, /over/);

    await tabTo(page, isFocused("[role=grid]"));
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.getAttribute("[role=grid]", "aria-activedescendant"), "deadlines-row-1");
    await page.keyboard.press("Enter");
    await page.waitForSelector("aside h2");
    await page.waitForURL(/sag=.*frist=|frist=.*sag=/);
    await tabTo(page, () => document.activeElement?.closest("aside") !== null);
    await page.keyboard.press("Escape");
    await page.waitForSelector("aside", { state: "detached" });
    assert.match(await focused(page), /^div Frister/, "closing the case gives the focus back to the list");
    assert.match(page.url(), /naar=late/);
    assert.doesNotMatch(page.url(), /frist=/);

    await page.keyboard.press("/");
    assert.match(await focused(page), /^input Navn, CPR-nummer/, "a stroke leads from the list to the field");
    await page.keyboard.type("æøå/findesikke");
    await page.getByText("Ingen frister fundet").waitFor();
    await page.keyboard.press("Escape");
    await settled(page, late);

    await tabTo(page, () => document.activeElement?.getAttribute("aria-label") === "Gruppér");
    await page.keyboard.press("ArrowDown");
    const groups = page.getByRole("listbox", { name: "Typer" });
    await groups.getByRole("option").nth(1).waitFor();
    await tabTo(page, isFocused("[role=listbox]"), "Shift+Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/regel=/);
    const ofType = Number((await groups.getByRole("option", { selected: true }).locator(".count").innerText()).replace(/\D/g, ""));
    await settled(page, ofType);
    assert.ok((await groups.getByRole("option").count()) > 2, "the other groups stay to be picked");

    await tabTo(page, () => document.activeElement?.textContent?.includes("Gemte filtre"));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    assert.match(await focused(page), /^input/);
    await page.keyboard.type("Sene, én type");
    await page.keyboard.press("Enter");
    await page.getByText("Gemt: Sene, én type").waitFor();
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Nulstil");
    await page.keyboard.press("Enter");
    await settled(page, all);

    await page.reload();
    await row(page, 1).waitFor();
    await tabTo(page, () => document.activeElement?.textContent?.includes("Gemte filtre"));
    await page.keyboard.press("ArrowDown");
    assert.match(await focused(page), /Sene, én type/);
    await page.keyboard.press("Enter");
    await settled(page, ofType);
    await page.keyboard.press("Escape");
    assert.match(await focused(page), /^button Sene, én type/, "the button says which filter is chosen");
  });
});

test("a saved filter is renamed, given other filters and removed; a name is had only once", async () => {
  await onDesk({}, async (page, backend) => {
    await inFrister(page);
    const save = async (name) => {
      await page.getByRole("button", { name: "Gemte filtre" }).click();
      await page.getByRole("menuitem", { name: "Gem dette filter" }).click();
      await page.getByRole("dialog").getByLabel("Navn").fill(name);
      await page.keyboard.press("Enter");
    };
    await save("Mine egne");
    await page.getByText("Gemt: Mine egne").waitFor();
    await span(page, "later").click();
    await save("mine EGNE");
    await page.getByText("Du har allerede et filter med det navn.").waitFor();
    await page.getByRole("dialog").getByLabel("Navn").fill("");
    await page.keyboard.press("Enter");
    await page.getByText("Feltet skal udfyldes.").waitFor();
    await page.getByRole("dialog").getByLabel("Navn").fill("De senere");
    await page.keyboard.press("Enter");
    await page.getByText("Gemt: De senere").waitFor();

    await page.getByRole("button", { name: "Gemte filtre" }).click();
    await page.getByRole("menuitem", { name: "Ret gemte filtre" }).click();
    const dialog = page.getByRole("dialog");
    const first = dialog.locator("li").first();
    await first.getByLabel("Navn").fill("De senere");
    await page.keyboard.press("Enter");
    await page.getByText("Du har allerede et filter med det navn.").waitFor();
    await first.getByLabel("Navn").fill("Ærøs");
    await page.keyboard.press("Enter");
    await page.getByText("Gemt: Ærøs").waitFor();
    await first.getByRole("button", { name: "Brug de nuværende filtre" }).click();
    await first.getByRole("button", { name: "Brug de nuværende filtre", disabled: true }).waitFor();
    await dialog.locator("li").nth(1).getByRole("button", { name: "Fjern" }).click();
    await page.getByText("Fjernet: De senere").waitFor();
    assert.equal(await dialog.locator("li").count(), 1);
    assert.match(await focused(page), /^input/, "the focus stays in the dialog");
    await page.keyboard.press("Escape");
    const kept = await ask(page, "list_saved_filters", { room: "deadlines" });
    assert.deepEqual(kept.rows.map(({ name, query }) => [name, query]), [["Ærøs", "naar=later"]]);

    const other = await openDesk(backend.url);
    await inFrister(other.page, "dorthe").catch(() => undefined);
    const hers = await ask(other.page, "list_saved_filters", { room: "deadlines" });
    assert.deepEqual(hers.rows, [], "nobody sees another's filters");
    await other.close();
  });
});

test("the list as it is filtered becomes a file, and so do one's own deadlines for a calendar", async () => {
  await onDesk({}, async (page) => {
    await inFrister(page);
    const late = await counted(page, "late");
    await span(page, "late").click();
    await settled(page, late);
    const save = async (act) => {
      const [download] = await Promise.all([page.waitForEvent("download"), act()]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    };
    const openDialog = async () => {
      await page.getByRole("button", { name: "Gem som fil" }).click();
      await page.getByRole("menuitem", { name: "Listen som regneark" }).click();
      await page.getByText("Filen indeholder personoplysninger").waitFor();
    };
    await openDialog();
    const sheet = await save(() => page.keyboard.press("Enter"));
    assert.match(sheet.name, /^frister-\d{4}-\d\d-\d\d\.xlsx$/);
    assert.equal(sheet.bytes.subarray(0, 2).toString(), "PK");
    await openDialog();
    await page.keyboard.press("ArrowDown");
    const csv = await save(() => page.keyboard.press("Enter"));
    assert.match(csv.name, /\.csv$/);
    const text = csv.bytes.toString("utf8");
    assert.ok(text.startsWith("\uFEFFFrist;Kl.;"), "Excel's mark crosses the border whole");
    assert.equal(text.trimEnd().split("\r\n").length, late + 1);
    await page.getByRole("button", { name: "Gem som fil" }).click();
    const calendar = await save(() => page.getByRole("menuitem", { name: "Mine frister som kalenderfil" }).click());
    assert.match(calendar.bytes.toString("utf8"), /^BEGIN:VCALENDAR/);

    await page.route("**/call/export_deadlines", (route) => route.abort());
    await openDialog();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").locator("[role=alert]").waitFor();
  });
});

test("a hundred thousand deadlines: both ends are reached, and only what is seen is drawn", async () => {
  await onDesk({}, async (page) => {
    const many = 100_000;
    // Only the length is invented: the rows are the desk's own, repeated, since the demo holds two thousand.
    await page.route("**/call/list_deadlines", async (route) => {
      const asked = route.request().postDataJSON();
      const response = await route.fetch({ postData: { ...asked, offset: asked.offset % 2_000 } });
      const body = await response.json();
      await route.fulfill({ response, json: { ...body, total: many, totalIsAtLeast: false } });
    });
    await signInAs(page, "dorthe");
    await enterRoom(page, "deadlines");
    await page.getByLabel("Hvis frister").selectOption("everybodys");
    // She has none herself, so a number in the first line is the answer to the second question.
    await row(page, 1).getByText(/\d{4}-\d{6}/).waitFor();
    await page.getByText("100.000 frister").waitFor();
    await page.locator("[role=grid]").focus();
    await page.keyboard.press("End");
    await row(page, many).getByText(/\d{4}-\d{6}/).waitFor();
    for (let pages = 0; pages < 10; pages += 1) await page.keyboard.press("PageUp");
    await page.keyboard.press("Home");
    await row(page, 1).getByText(/\d{4}-\d{6}/).waitFor();
    assert.ok((await page.locator("[role=grid] [id^=deadlines-row-]").count()) < 60);
  });
});
