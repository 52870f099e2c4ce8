import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, enterRoom, focused, onDesk, openDesk, picture, ready, roomReady, row, signInAs, tabTo } from "../browser.mjs";

/** Takes a picture, and asks that nothing on the screen shuts anybody out. */
async function look(page, name) {
  await picture(page, name);
  await hasNoViolation(page, name);
}

async function openTab(page, name) {
  await enterRoom(page, "deadlines");
  await page.getByRole("tab", { name }).click();
}

const part = (page, name) => page.getByRole("button", { name, exact: true });
const shortRule = "Aktindsigt efter offentlighedsloven";

/** Has Anne's first deadline told to its citizen, so that no change of law moves it. */
async function tellOne(url) {
  const desk = await openDesk(url);
  await signInAs(desk.page, "anne");
  const list = { whose: "mine", unitId: null, employeeId: null, state: null, text: "", rules: [], source: null, offset: 0, limit: 1 };
  const { rows } = await ask(desk.page, "list_deadlines", list);
  const asked = { caseId: rows[0].caseId, rule: "OFL-36", start: daysAgo(1), startTime: null, chosen: null, about: "", partOf: null };
  const made = await ask(desk.page, "add_deadline", asked);
  const told = { id: made.row.id, version: made.version, change: { kind: "tell", on: daysAgo(0) } };
  const answer = await ask(desk.page, "change_deadline", told);
  assert.equal(answer.row?.told, made.row.due, JSON.stringify(answer));
  await desk.close();
  return made.row;
}

function daysAgo(days) {
  const day = new Date(Date.now() - days * 86_400_000);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(day);
}

test("a rule is adapted, what moves is shown with the told one staying, and the old version is restored, by keyboard", async () => {
  await onDesk({}, async (page, backend) => {
    const told = await tellOne(backend.url);
    await signInAs(page, "mads");
    await openTab(page, "Flyttede");
    await page.getByText("Alle frister står på den dag, loven giver").waitFor();
    await look(page, "deadline-law-moved-empty");
    await page.getByRole("tab", { name: "Regler og lukkedage" }).click();
    await row(page, 1).waitFor();
    await look(page, "deadline-law-rules");

    // From here on without a mouse.
    await tabTo(page, () => document.activeElement?.getAttribute("aria-label") === "Navn, paragraf eller område");
    await page.keyboard.type("OFL-36");
    await page.waitForFunction(() => document.querySelectorAll("[role=row]").length <= 6);
    await tabTo(page, () => document.activeElement?.getAttribute("role") === "grid");
    const place = await page.locator("[role=row]").allTextContents();
    const at = place.findIndex((text) => text.includes(shortRule));
    for (let n = 1; n < at; n += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: shortRule, exact: true }).waitFor();
    await look(page, "deadline-law-rule");
    await tabTo(page, () => document.activeElement?.textContent.trim() === "Tilpas denne regel");
    await page.keyboard.press("Enter");
    const editor = page.getByLabel("Kommunens egne regler", { exact: true });
    await editor.waitFor();
    assert.match(await editor.inputValue(), /id = "OFL-36"/);

    // First with a fault: it is told at its line, and the cursor goes there.
    await editor.evaluate((area) => {
      const from = area.value.indexOf("7 arbejdsdage");
      area.focus();
      area.setSelectionRange(from, from + "7 arbejdsdage".length);
    });
    await page.keyboard.type("fem dage");
    await tabTo(page, () => document.activeElement?.textContent.trim() === "Se, hvad der flytter sig");
    await page.keyboard.press("Enter");
    await page.getByText("1 fejl skal rettes først").waitFor();
    await look(page, "deadline-law-fault");
    await tabTo(page, () => document.activeElement?.textContent.trim().startsWith("Linje "), "Shift+Tab");
    await page.keyboard.press("Enter");
    const chosen = await editor.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
    assert.equal(chosen, 'length = "fem dage"');
    await page.keyboard.type('length = "5 arbejdsdage"');
    await tabTo(page, () => document.activeElement?.textContent.trim() === "Se, hvad der flytter sig");
    await page.keyboard.press("Enter");

    const dialog = page.getByRole("dialog", { name: "Hvad der flytter sig" });
    await dialog.waitFor();
    await dialog.getByText("meddelt borgeren og bliver stående").waitFor();
    await dialog.locator('[role=row][aria-rowindex="2"]').waitFor();
    await look(page, "deadline-law-preview");
    const preview = await ask(page, "moved_deadlines", {});
    assert.equal(preview.moves + preview.told, 0, "nothing moves by being looked at");
    await tabTo(page, () => document.activeElement?.textContent.trim().startsWith("Gem og flyt"));
    await page.keyboard.press("Enter");
    await dialog.getByText("Feltet skal udfyldes").or(dialog.locator("[aria-invalid=true]")).first().waitFor();
    assert.match(await focused(page), /^input/, "the ground is asked for where it is missing");
    await page.keyboard.type("Byrådets beslutning af 3. marts 2026");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.getByText("Reglerne er gemt.").waitFor();
    const law = await ask(page, "deadline_law", {});
    assert.equal(law.version, 1);
    assert.ok(law.versions[0].moved > 0);
    assert.equal(law.versions[0].leftAsTold, 1);

    await part(page, "Udgaver").click();
    await page.getByText("Byrådets beslutning af 3. marts 2026").waitFor();
    await look(page, "deadline-law-versions");

    // What was told stands among the moved ones, and Anne moves it.
    const anne = await openDesk(backend.url);
    await signInAs(anne.page, "anne");
    await openTab(anne.page, "Flyttede");
    await row(anne.page, 1).click();
    await anne.page.getByText("Borgeren har fået den gamle dag at vide").waitFor();
    await look(anne.page, "deadline-law-move");
    await anne.page.getByLabel("Begrundelse").or(anne.page.getByLabel("Hvorfor")).first().fill("Borgeren er ringet op.");
    await anne.page.keyboard.press("Enter");
    await anne.page.getByText("Alle frister står på den dag, loven giver").waitFor();
    const now = await ask(anne.page, "show_deadline", { id: told.id });
    assert.notEqual(now.row.due, told.due);
    assert.deepEqual(anne.faults, []);
    await anne.close();

    await page.getByRole("button", { name: "Gå tilbage til reglerne, som de fulgte med" }).click();
    const restore = page.getByRole("dialog", { name: "Gå tilbage til reglerne, som de fulgte med" });
    await restore.getByText("flytter sig").first().waitFor();
    await restore.locator("input").last().fill("Beslutningen er ophævet.");
    await page.keyboard.press("Enter");
    await restore.waitFor({ state: "detached" });
    assert.equal((await ask(page, "deadline_law", {})).own.rules, "");
  });
});

test("a closing day is written as Danes write it, a fault stands at its field, and a colleague's change is not overwritten unseen", async () => {
  await onDesk({}, async (page, backend) => {
    await signInAs(page, "mads");
    await openTab(page, "Regler og lukkedage");
    await part(page, "Lukkedage").click();
    await page.getByText("Ingen lukkedage").waitFor();
    await look(page, "deadline-law-closing-empty");
    await page.getByRole("button", { name: "Tilføj lukkedag" }).click();
    assert.match(await focused(page), /^input/, "the new day is written at once");
    await page.keyboard.type("31.2.2027");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("rådhuset flytter");
    await part(page, "Se, hvad der flytter sig").click();
    await page.getByText("Den dag findes ikke").waitFor();
    await look(page, "deadline-law-closing-fault");
    await page.getByLabel("Første dag").fill("28-12-2026");
    await page.getByLabel("Sidste dag").fill("30-12-2026");
    await part(page, "Se, hvad der flytter sig").click();
    const dialog = page.getByRole("dialog", { name: "Hvad der flytter sig" });
    await dialog.waitFor();
    await look(page, "deadline-law-closing-preview");

    await dialog.getByRole("button", { name: "Fortryd", exact: true }).click();
    await enterRoom(page, "my_day");
    await openTab(page, "Regler og lukkedage");
    await part(page, "Lukkedage").click();
    assert.equal(await page.getByLabel("Første dag").inputValue(), "28-12-2026", "what was written waits for its writer");
    await part(page, "Se, hvad der flytter sig").click();
    await dialog.waitFor();

    // A colleague is quicker.
    const other = await openDesk(backend.url);
    await signInAs(other.page, "mads");
    const day = { first: "2030-12-20", last: "", name: { da: "personaledag", en: "" }, everybodys: false, ground: "" };
    const law = { kind: "own", law: { rules: "", closingDays: [day] } };
    const moves = (await ask(other.page, "preview_deadline_law", { law })).moved;
    await ask(other.page, "change_deadline_law", { law, why: "Personaledag.", version: 0, moves: moves.moves + moves.movesBeyond });
    await other.close();
    await dialog.locator("input").last().fill("Rådhuset flytter.");
    await dialog.getByRole("button", { name: /^Gem/ }).click();
    await dialog.getByText("»Personaledag.«").waitFor();
    await look(page, "deadline-law-overtaken");
    await dialog.getByRole("button", { name: "Fortryd", exact: true }).click();
    await page.getByText("»Personaledag.«").waitFor();
    assert.equal(await page.getByLabel("Første dag").inputValue(), "28-12-2026", "nothing that was typed is lost");
    await part(page, "Fortryd ændringerne").click();
    assert.equal(await page.getByLabel("Første dag").inputValue(), "2030-12-20");
  });
});

test("who may not change the law reads it, and the screens hold in every theme", async () => {
  await onDesk({}, async (page) => {
    for (const theme of ["dark", "contrast"]) {
      await page.evaluate((t) => localStorage.setItem("sagsbord.look", JSON.stringify({ theme: t })), theme);
      await page.reload();
      if (theme === "dark") await signInAs(page, "anne");
      await ready(page, "signed_in");
      await ask(page, "change_setting", { key: "theme", value: theme });
      await page.reload();
      await ready(page, "signed_in");
      await roomReady(page);
      await openTab(page, "Regler og lukkedage");
      await row(page, 1).waitFor();
      await look(page, `deadline-law-rules-${theme}`);
      await part(page, "Lukkedage").click();
      await page.getByText("Ingen lukkedage").waitFor();
      assert.equal(await page.getByRole("button", { name: "Tilføj lukkedag" }).count(), 0);
      await part(page, "Kommunens egne regler").click();
      assert.ok(await page.locator("textarea").evaluate((area) => area.readOnly));
      await look(page, `deadline-law-own-${theme}`);
    }
  });
});
