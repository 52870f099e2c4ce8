import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, onDesk, picture, signInAs } from "../browser.mjs";

/** One of the person's own cases that is ours, and whose citizen's address is not protected. */
async function ownCase(page) {
  for (let offset = 0; offset < 12_000; offset += 500) {
    const { rows } = await ask(page, "list_cases", {
      text: "", status: [], unitId: null, responsibleId: null, onlyMine: false, onlyUnassigned: false, onlyOpen: true, due: null,
      sort: "newest_first", offset, limit: 500,
    });
    for (const one of rows.filter((row) => row.source === "Egne sager")) {
      const detail = await ask(page, "show_case", { id: one.id });
      const party = detail.parties.find((each) => each.part === "primary");
      if (party && !party.protected) return one;
    }
  }
  throw new Error("the demo holds no such case");
}

test("a letter is chosen, filled in, checked and kept on the case as a document", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const one = await ownCase(page);
    await page.evaluate((id) => (location.hash = `#/soeg?sag=${id}`), one.id);
    await page.getByRole("button", { name: "Skriv brev" }).click();
    const dialog = page.getByRole("dialog", { name: "Skriv brev fra skabelon" });
    await dialog.getByLabel("Skabelon").selectOption({ label: "Indkaldelse til møde" });
    await dialog.getByText("4 ting mangler").waitFor();
    assert.equal(await dialog.getByRole("button", { name: "Gem på sagen" }).isDisabled(), true, "nothing half leaves");
    await dialog.getByLabel("Hvilken dag er mødet?").fill("torsdag den 3. december");
    await dialog.getByLabel("Hvad er klokken?").fill("10");
    await dialog.getByLabel("Hvor er mødet?").fill("Rådhuset");
    await dialog.getByLabel("Hvad skal vi tale om?").fill("din ansøgning");
    await dialog.getByText("Brevet er klar").waitFor();
    assert.match(await dialog.getByLabel("Brevet", { exact: true }).inputValue(), new RegExp(`Kære ${one.citizen}`));
    await picture(page, "write-letter");
    await hasNoViolation(page, "write letter");
    await dialog.getByRole("button", { name: "Gem på sagen" }).click();
    await page.getByText("Indkaldelse til møde.pdf ligger nu på sagen").waitFor();
    await page.getByRole("button", { name: /^Indkaldelse til møde/ }).first().waitFor();
  });
});

test("what is left to write, and what the check stops at, is told beside the text", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const one = await ownCase(page);
    await page.evaluate((id) => (location.hash = `#/soeg?sag=${id}`), one.id);
    await page.getByRole("button", { name: "Skriv brev" }).click();
    const dialog = page.getByRole("dialog", { name: "Skriv brev fra skabelon" });
    await dialog.getByLabel("Skabelon").selectOption({ label: "Notat" });
    await dialog.getByText(/her mangler du at skrive/).first().waitFor();
    const letter = dialog.getByLabel("Brevet", { exact: true });
    await letter.fill("# Notat\n\nNaboen, cpr. 010180-1234, ringede.");
    await dialog.getByText("Du har rettet i teksten.").waitFor();
    await dialog.getByText("Kvalitetstjekket standser ved noget i brevet").waitFor();
    await dialog.getByRole("region", { name: "Kvalitetstjek" }).getByText("010180-1234").waitFor();
    await dialog.getByRole("button", { name: "Gem på sagen" }).click();
    await dialog.getByText(/Kvalitetstjekket standser ved noget/).waitFor();
    assert.match(await letter.inputValue(), /Naboen/, "what was typed is still there");
  });
});

test("a team lead writes a template of the municipality's own, with its faults told by their lines", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "bo");
    await page.evaluate(() => (location.hash = "#/opgaver/brevskabeloner"));
    await page.getByRole("heading", { name: "Kvitteringsbrev" }).waitFor();
    await picture(page, "letter-templates");
    await hasNoViolation(page, "letter templates");
    await page.getByRole("button", { name: "Ny skabelon" }).click();
    await page.getByLabel("Navn").fill("Svar på spørgsmål");
    const body = page.getByLabel("Tekst", { exact: true });
    await body.fill("# Svar\n\nKære {{borger.cpr}}");
    await page.getByText("Linje 3: feltet ”borger.cpr” findes ikke").waitFor();
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await page.getByText("Teksten har fejl. De står ved siden af.").waitFor();
    await body.fill("# Svar\n\nKære ");
    await page.getByRole("button", { name: "borger.navn" }).click();
    assert.equal(await body.inputValue(), "# Svar\n\nKære {{borger.navn}}");
    await page.getByText("Ingen fejl").waitFor();
    await picture(page, "letter-template-editor");
    await hasNoViolation(page, "template editor");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await page.getByRole("heading", { name: "Svar på spørgsmål" }).waitFor();
  });
});

test("versions of a template: the last change in words, and an earlier one wanted back as a new version", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    await signInAs(page, "bo");
    const { row, text } = await ask(page, "show_template", { id: "kvittering" });
    const save = (version, added) =>
      ask(page, "save_template", { id: row.id, version, kind: row.kind, name: row.name, text: `${text}\n${added} fra kommunen\n`, acceptsFindings: true });
    await save(0, "Venlig hilsen");
    await save(1, "Mange hilsner");
    await page.evaluate(() => (location.hash = "#/opgaver/brevskabeloner"));
    const named = page.getByRole("button", { name: new RegExp(`^Versioner.*${row.name}`) });
    await named.waitFor();
    await named.press("Enter");
    await page.locator("del", { hasText: "Venlig hilsen" }).waitFor();
    await page.locator("ins", { hasText: "Mange hilsner" }).waitFor();
    await page.getByText("Det, der er gået ud, er streget over").waitFor();
    await picture(page, "template-versions");
    await hasNoViolation(page, "template versions");
    await page.getByLabel("Den tidligere").selectOption({ label: "Den, der følger med programmet" });
    await page.locator("del").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Gendan den tidligere" }).press("Enter");
    const area = page.getByRole("textbox", { name: "Tekst" });
    await area.waitFor();
    assert.equal(await area.inputValue(), text);
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await named.waitFor();
    const after = await ask(page, "show_template", { id: "kvittering" });
    assert.deepEqual([after.row.version, after.text], [3, text]);
  });
});
