import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, enterRoom, onDesk, openDesk, row, signInAs } from "../browser.mjs";

const text = "Teksten, der tjekkes";

const marks = (page) => page.locator(".under mark").evaluateAll((all) => all.map((mark) => mark.textContent));
const findings = (page) => page.locator(".result li");

test("a note is marked while it is written, with reasons, and a finding leads to its place", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    await page.getByLabel(text).pressSequentially("Hun er doven. Naboen har demens.");
    await page.getByText("2 advarsler").waitFor();
    assert.deepEqual(await marks(page), ["doven", "demens"]);
    await page.getByText("står på ordlisten: doven").waitFor();
    await findings(page).nth(1).getByRole("button").click();
    const selected = await page.evaluate(() => {
      const area = document.activeElement;
      return area.value.slice(area.selectionStart, area.selectionEnd);
    });
    assert.equal(selected, "demens", "the finding can be typed over at once");
    await page.keyboard.type("travlt");
    await page.getByText("1 advarsel").waitFor();
    assert.deepEqual(await marks(page), ["doven"]);
  });
});

test("marks stand on the letters they speak of, whatever signs come before", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    await page.getByLabel(text).fill("😀😀 Ærø: \u200Ben id\u00ADiot.");
    await page.locator(".under mark").waitFor();
    assert.deepEqual(await marks(page), ["id\u00ADiot"]);
  });
});

test("a file is read with the letters it was written in, and what is no text is said to be none", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    const picker = page.locator("input[type=file]");
    const name = "notat.txt";
    await picker.setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from("Hun er \xe5ndssvag", "latin1") });
    await page.getByText("læst som windows-1252").waitFor();
    await page.locator(".under mark").waitFor();
    assert.deepEqual(await marks(page), ["åndssvag"]);
    await picker.setInputFiles({ name: "arkiv.zip", mimeType: "application/zip", buffer: Buffer.from([80, 75, 3, 4, 0]) });
    await page.getByText("arkiv.zip kunne ikke tjekkes").waitFor();
  });
});

test("with a case its own people are told from strangers", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const request = { text: "", status: [], sort: "newest_first", offset: 0, limit: 50, onlyMine: false, onlyOpen: false, onlyUnassigned: false };
    const { rows } = await ask(page, "list_cases", { ...request, unitId: null, responsibleId: null, due: null });
    const known = rows.find((one) => one.citizen);
    await enterRoom(page, "quality");
    await page.getByLabel(text).fill(`${known.citizen} var til møde.`);
    await page.getByText("1 advarsel").waitFor();
    await page.getByLabel("Sagens nummer").fill(known.number);
    await page.keyboard.press("Enter");
    await page.getByText("0 advarsler").waitFor();
    await page.getByText("Borgerens egen").waitFor();
  });
});

test("a title that says nothing is said to", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    await page.getByLabel("Titel eller emne").check();
    await page.getByLabel(text).fill("Scan0001.pdf");
    await page.getByText("titlen siger ikke, hvad det handler om").waitFor();
  });
});

test("a text is gone when the room is left", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    await page.getByLabel(text).fill("Hun er doven.");
    await page.locator(".under mark").waitFor();
    await enterRoom(page, "search");
    await enterRoom(page, "quality");
    assert.equal(await page.getByLabel(text).inputValue(), "");
  });
});

test("a manager adds a word, everybody is checked with it, and the version can be taken back", async () => {
  await onDesk({}, async (page, backend) => {
    await signInAs(page, "mads");
    await enterRoom(page, "quality");
    await page.getByRole("tab", { name: "Ordliste" }).click();
    await row(page, 1).waitFor();
    await page.getByRole("button", { name: "Tilføj ord" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Ord", { exact: true }).fill("nøglenisse");
    await dialog.getByRole("button", { name: "Prøv på sagernes titler" }).click();
    await dialog.getByText("nøglenisserne").waitFor();
    await dialog.getByRole("button", { name: "Gem" }).click();
    await dialog.waitFor({ state: "detached" });
    const other = await openDesk(backend.url);
    await signInAs(other.page, "anne");
    await enterRoom(other.page, "quality");
    await other.page.getByLabel(text).fill("To nøglenisser.");
    await other.page.locator(".under mark").waitFor();
    assert.deepEqual(await marks(other.page), ["nøglenisser"]);
    await other.page.getByRole("tab", { name: "Ordliste" }).click();
    await row(other.page, 1).waitFor();
    assert.equal(await other.page.getByRole("button", { name: "Tilføj ord" }).count(), 0, "a caseworker only reads it");
    await page.getByRole("tab", { name: "Versioner" }).click();
    await page.getByText("1 tilføjet, 0 ændret, 0 fjernet").waitFor();
    await page.getByRole("button", { name: "Brug den leverede liste alene" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Tag i brug igen" }).click();
    await page.getByText("(version 0 igen)").waitFor();
    assert.deepEqual(other.faults, []);
    await other.close();
  });
});

test("a faulty list changes nothing, and says where it is faulty", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "mads");
    await enterRoom(page, "quality");
    await page.getByRole("tab", { name: "Ordliste" }).click();
    await row(page, 1).waitFor();
    await page.getByRole("button", { name: "Indlæs fil" }).click();
    const file = { name: "liste.csv", mimeType: "text/csv", buffer: Buffer.from("ord;kategori\ndoven;ondt\n") };
    await page.getByRole("dialog").locator("input[type=file]").setInputFiles(file);
    await page.getByText('linje 2: "ondt": ukendt kategori').waitFor();
  });
});
