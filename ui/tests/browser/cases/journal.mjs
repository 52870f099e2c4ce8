import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, focused, onDesk, picture, ready, roomReady, signInAs, tabTo } from "../browser.mjs";

async function openJournal(page) {
  const mine = await ask(page, "list_cases", { onlyMine: true, onlyOpen: true, limit: 1 });
  const { id } = mine.rows[0];
  await page.evaluate((to) => (location.hash = to), `#/sag/${id}?del=journal`);
  await page.waitForSelector("[data-new-note]");
  await roomReady(page);
  return id;
}

async function begin(page) {
  await page.keyboard.press("Control+Shift+J");
  await page.getByLabel("Notens tekst").waitFor();
  assert.match(await focused(page), /Notens tekst/);
}

test("a note is written, checked beside, mended with a proposed word and journalised, by keyboard alone", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const id = await openJournal(page);
    await hasNoViolation(page, "the empty journal");
    await begin(page);
    await page.keyboard.type("Talte med borgeren. Hun er doven. Til sidst: hysterisk.");
    await page.getByText(/Gemt kl\./).waitFor();
    await page.getByRole("button", { name: /^doven/ }).waitFor();
    await picture(page, "journal-writing");
    await hasNoViolation(page, "a note that is being written");
    // F8 goes to the word in the text, and it can be typed over.
    await page.keyboard.press("F8");
    const selected = await page.evaluate(() => {
      const area = document.activeElement;
      return area.value.slice(area.selectionStart, area.selectionEnd);
    });
    assert.equal(selected, "doven");
    // What would be stopped asks for a reason; one may think better of it.
    await page.keyboard.press("Control+Enter");
    await page.getByRole("dialog", { name: "Journalisér alligevel?" }).waitFor();
    await hasNoViolation(page, "the question for a reason");
    await page.keyboard.press("Escape");
    // A wording is taken with one press; where the list only advises, there is nothing to press.
    await tabTo(page, () => /^Brug „/.test(document.activeElement?.getAttribute("aria-label") ?? ""));
    assert.equal(await page.getByRole("button", { name: /^Brug „/ }).count(), 1);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("textarea").value.endsWith("Til sidst: borgeren græd og talte højt."));
    await page.keyboard.press("F8");
    await page.keyboard.type("træt");
    await page.waitForFunction(() => document.querySelector("textarea").value.startsWith("Talte med borgeren. Hun er træt."));
    await page.getByRole("button", { name: /^doven/ }).waitFor({ state: "detached" });
    await page.getByText(/Gemt kl\./).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("[data-note]");
    assert.match(await focused(page), /Ny journalnote/);
    const journal = await ask(page, "list_notes", { id });
    assert.equal(journal.notes.length, 1);
    assert.equal(journal.notes[0].check.stop, 0);
    assert.deepEqual(journal.drafts, []);
    // A correction is a supplement, and stands under the note.
    await tabTo(page, () => document.activeElement?.getAttribute("aria-label") === "Skriv supplement til note 1");
    await page.keyboard.press("Enter");
    await page.getByText("Supplement til note 1. Noten selv ændres ikke.").waitFor();
    await page.keyboard.type("Det var hendes søster, der ringede.");
    await page.keyboard.press("Control+Enter");
    await page.locator(".supplement").getByText("Det var hendes søster").waitFor();
    await picture(page, "journal");
    await hasNoViolation(page, "the journal with a supplement");
  });
});

test("what was typed is there after Escape, a lock, a reload and a program that was killed", async () => {
  await onDesk({}, async (page, backend) => {
    await signInAs(page, "anne");
    const id = await openJournal(page);
    await begin(page);
    await page.keyboard.type("Første linje.");
    // Leaving keeps it at once.
    await page.keyboard.press("Escape");
    await page.getByText("Du har 1 kladde").waitFor();
    await tabTo(page, () => document.activeElement?.textContent.trim() === "Første linje.");
    await page.keyboard.press("Enter");
    await page.getByLabel("Notens tekst").waitFor();
    await page.keyboard.press("End");
    await page.keyboard.press("Control+L");
    await ready(page, "locked");
    await page.keyboard.type("regn over havnen");
    await page.keyboard.press("Enter");
    await ready(page, "signed_in");
    await page.getByLabel("Notens tekst").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" Anden linje.");
    await page.getByText(/Gemt kl\./).waitFor();
    await page.waitForFunction(
      async (of) => {
        const response = await fetch("/call/list_notes", {
          method: "POST",
          headers: { "content-type": "application/json", "x-desk-client": sessionStorage.getItem("sagsbord.client") ?? "" },
          body: JSON.stringify({ id: of }),
        });
        return (await response.json()).drafts[0]?.text === "Første linje. Anden linje.";
      },
      id,
    );
    await backend.kill();
    await backend.startAgain();
    await page.reload();
    await signInAs(page, "anne");
    const { drafts } = await ask(page, "list_notes", { id });
    assert.deepEqual(
      drafts.map((draft) => draft.text),
      ["Første linje. Anden linje."],
    );
  });
});
