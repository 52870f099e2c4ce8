import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, enterRoom, focused, onDesk, openDesk, ready, row, signInAs, tabTo } from "../browser.mjs";

const text = "Teksten, der tjekkes";

const marks = (page) => page.locator(".under mark").evaluateAll((all) => all.map((mark) => mark.textContent));
const findings = (page) => page.locator(".result [role=option]");
const anybody = { unitId: null, responsibleId: null, due: null };
const newest = { text: "", status: [], sort: "newest_first", offset: 0, limit: 50, onlyMine: false, onlyOpen: false, onlyUnassigned: false };

async function check(page, written, more = {}) {
  const question = { text: written, purpose: "writing", regime: null, caseId: null, ...more };
  return (await ask(page, "check_text", question)).findings;
}

/** The marks on the page against what a check of the whole text says. */
async function marksAreRight(page) {
  const written = await page.getByLabel(text).inputValue();
  const expected = (await check(page, written)).map((finding) => written.slice(finding.start, finding.end));
  await page.waitForFunction(
    (wanted) => {
      const drawn = [...document.querySelectorAll(".under mark")].map((mark) => mark.textContent);
      return JSON.stringify(drawn) === wanted;
    },
    JSON.stringify(expected),
    { timeout: 5_000 },
  );
  const lines = await page.locator(".under > div").evaluateAll((all) => all.map((one) => one.textContent).join(""));
  assert.equal(lines, written.endsWith("\n") ? `${written}\n` : written, "the marks lie under the very text");
  return expected;
}

/** By the window's own account. */
function timesAsked(page, command) {
  return page.evaluate(
    (command) => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(`/call/${command}`)).length,
    command,
  );
}

async function selectedText(page) {
  return page.evaluate(() => {
    const area = document.querySelector("textarea");
    return area.value.slice(area.selectionStart, area.selectionEnd);
  });
}

test("a note is marked while it is written, with reasons, and a finding leads to its place", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    await page.getByText("Ingen tekst endnu").waitFor();
    await page.getByLabel(text).pressSequentially("Hun er doven. Naboen har demens.");
    await page.getByText("2 advarsler").waitFor();
    assert.deepEqual(await marksAreRight(page), ["doven", "demens"]);
    await findings(page).nth(0).click();
    await page.getByText("står på ordlisten: doven").waitFor();
    await findings(page).nth(1).click();
    assert.equal(await selectedText(page), "demens");
    assert.match(await focused(page), /^textarea/, "the finding can be typed over at once");
    await page.keyboard.type("travlt");
    await page.getByText("1 advarsel", { exact: true }).waitFor();
    assert.deepEqual(await marksAreRight(page), ["doven"]);
  });
});

test("the marks are right however fast one types, pastes, cuts and takes back", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    const area = page.getByLabel(text);
    await area.fill("Ditte Møllegaard er doven 😀.\n\nRing 61 12 34 56.\n");
    for (let round = 0; round < 6; round += 1) {
      await page.evaluate((round) => {
        const area = document.querySelector("textarea");
        const put = (start, end, written) => {
          area.setRangeText(written, start, end, "end");
          area.dispatchEvent(new InputEvent("input", { bubbles: true }));
        };
        // Forty changes without a pause: the desk answers some of them together.
        for (let press = 0; press < 40; press += 1) {
          const at = (press * 37 + round * 101) % (area.value.length + 1);
          // Never into the middle of a character, as no keyboard does.
          const whole = /[\udc00-\udfff]/.test(area.value[at] ?? "") ? at + 1 : at;
          const words = ["a", " ", "doven ", "\n", "610180-1234 ", "😀", "Bo Lind, "];
          if (press % 5 === 4) put(0, Math.min(3, area.value.length) - (/[\udc00-\udfff]/.test(area.value[3] ?? "") ? 1 : 0), "");
          else put(whole, whole, words[(press + round) % words.length]);
        }
      }, round);
      await marksAreRight(page);
    }
    await area.press("Control+a");
    await area.press("Delete");
    await page.getByText("Ingen tekst endnu").waitFor();
    assert.deepEqual(await marks(page), []);
    assert.equal(await timesAsked(page, "open_text"), 1, "the text is sent once, then its changes");
    assert.ok((await timesAsked(page, "edit_text")) < 200, "changes go together while one is under way");
  });
});

test("a window that comes out of step finds back by itself", async () => {
  await onDesk({}, async (page, backend) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    const area = page.getByLabel(text);
    await area.fill("Hun er doven.");
    await marksAreRight(page);
    // A reply is lost on its way: the desk has made the change, the window does not know.
    const lost = async (route) => {
      await route.fetch();
      await route.fulfill({ status: 409, json: { code: "conflict", field: null, problem: null, waitSeconds: null, reference: "r" } });
    };
    await page.route("**/call/edit_text", lost, { times: 1 });
    await area.pressSequentially(" Naboen har demens.");
    await marksAreRight(page);
    assert.equal(await timesAsked(page, "open_text"), 2, "the whole text went once more");
    // Somebody changes the list meanwhile.
    const other = await openDesk(backend.url);
    await signInAs(other.page, "mads");
    const own = { word: "nøglenisse", category: "own", class: "unknown", inflection: "", compounds: true, severity: "stop", active: true, instead: "", note: "", origin: "own" };
    await ask(other.page, "change_word", { row: own, remove: false, why: "", version: 0 });
    await other.close();
    await area.pressSequentially(" To nøglenisser.");
    assert.deepEqual(await marksAreRight(page), ["doven", "demens", "nøglenisser"]);
    // The desk locks: what was open there is gone, what is written here is not.
    await page.keyboard.press("Control+l");
    await ready(page, "locked");
    await page.fill("[name=password]", "regn over havnen");
    await page.keyboard.press("Enter");
    await ready(page, "signed_in");
    await area.press("Control+End");
    await area.pressSequentially(" Bo Lind er dum.");
    await marksAreRight(page);
  });
});

test("when the desk dies the text stays, the fault is told, and one can try again", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    const area = page.getByLabel(text);
    await area.fill("Hun er doven.");
    await marksAreRight(page);
    await page.route("**/call/*_text", (route) => route.abort());
    await area.pressSequentially(" Og dum.");
    await page.locator("main [role=alert]").waitFor();
    assert.equal(await area.inputValue(), "Hun er doven. Og dum.");
    assert.deepEqual(await marks(page), ["doven"], "what was known stays on its letters");
    await page.getByText("Ikke tjekket").waitFor();
    assert.equal(await page.getByText(/advarsel|advarsler|Ingen fund/).filter({ visible: true }).count(), 0, "nothing is said to be clean");
    await page.unroute("**/call/*_text");
    await page.getByRole("button", { name: "Prøv igen" }).click();
    assert.deepEqual(await marksAreRight(page), ["doven", "dum"]);
    assert.equal(await page.locator("main [role=alert]").count(), 0);
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

test("a mark lies exactly under its word, in long lines and far down", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    const paragraph = "Sagsbehandleren talte med borgeren om det næste møde, og de aftalte at ses igen. ".repeat(40);
    await page.getByLabel(text).fill(`${paragraph}\n\n`.repeat(12) + "Til sidst var hun doven.");
    await page.locator(".under mark").waitFor();
    await findings(page).first().click();
    const [under, over] = await page.evaluate(() => {
      const area = document.querySelector("textarea");
      const layer = document.querySelector(".under");
      return [
        [layer.scrollTop, layer.clientWidth, layer.scrollHeight >= area.scrollHeight],
        [area.scrollTop, area.clientWidth, true],
      ];
    });
    assert.deepEqual(under, over, "both layers are scrolled and as wide as each other");
    const box = await page.locator(".under mark").boundingBox();
    const area = await page.getByLabel(text).boundingBox();
    assert.ok(box.y > area.y && box.y + box.height < area.y + area.height, "the place is in view");
    // Where the mark is drawn, the word stands: a click there puts the text cursor into it.
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const at = await page.evaluate(() => {
      const { value, selectionStart } = document.querySelector("textarea");
      return selectionStart - value.indexOf("doven");
    });
    assert.ok(at >= 1 && at <= 4, `the cursor is in the word (${at})`);
  });
});

test("everything is reached by keys: F8 from place to place, the list by arrows, Enter into the text", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    await page.getByLabel(text).fill("Bo Lind er doven. Bo Lind er dum. Ring 61 12 34 56.");
    await page.getByText("5 advarsler").waitFor();
    for (const word of ["Bo Lind", "doven", "Bo Lind", "dum", "61 12 34 56", "Bo Lind"]) {
      await page.keyboard.press("F8");
      assert.equal(await selectedText(page), word);
    }
    await page.keyboard.press("Shift+F8");
    assert.equal(await selectedText(page), "61 12 34 56");
    await tabTo(page, () => document.activeElement?.getAttribute("role") === "listbox");
    await page.keyboard.press("Home");
    assert.equal(await findings(page).count(), 4, "the same name is one line");
    assert.equal(await page.locator("[role=option][aria-selected=true] strong").innerText(), "Bo Lind");
    await page.getByText("1 af 2", { exact: true }).waitFor();
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.locator("[role=option][aria-selected=true] strong").innerText(), "doven");
    assert.match(await focused(page), /^div Fund/, "looking through the list keeps the place in it");
    await page.keyboard.press("Enter");
    assert.match(await focused(page), /^textarea/);
    await page.keyboard.type("presset");
    await page.getByText("4 advarsler").waitFor();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.locator("[role=option][aria-selected=true] strong").innerText(), "Bo Lind", "the list follows the text cursor");
  });
});

test("the list can be narrowed to warnings or to one kind", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    await page.getByLabel(text).fill("CVR 12 34 56 74. Bo Lind er doven.");
    await page.getByText("2 advarsler").waitFor();
    await page.getByLabel("Vis", { exact: true }).selectOption("NAME");
    assert.deepEqual(await marks(page), ["Bo Lind"]);
    await page.getByLabel("Vis", { exact: true }).selectOption("warnings");
    assert.deepEqual(await marks(page), ["Bo Lind", "doven"]);
  });
});

test("ten thousand findings are all marked, a letter more changes one line, and the list draws what is seen", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    const note = Array.from({ length: 5_000 }, (_, n) => `Linje ${n}: hun er doven, og han er dum.`).join("\n");
    // As pasting does; typing it in takes the browser minutes.
    await page.getByLabel(text).evaluate((area, note) => {
      area.focus();
      area.value = note;
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, note);
    await page.waitForFunction(() => document.querySelectorAll(".under mark").length >= 10_000);
    assert.deepEqual(await findings(page).locator(".times").allInnerTexts(), ["5.000 steder", "5.000 steder"]);
    const touched = await page.evaluate(async () => {
      const layer = document.querySelector(".under");
      let changed = 0;
      const watcher = new MutationObserver((records) => {
        for (const record of records) changed += record.addedNodes.length;
      });
      watcher.observe(layer, { childList: true, subtree: true });
      const area = document.querySelector("textarea");
      const at = area.value.indexOf("Linje 2500");
      area.setRangeText("Nej, ", at, at, "end");
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await new Promise((done) => setTimeout(done, 1_500));
      watcher.disconnect();
      return changed;
    });
    assert.ok(touched < 40, `${touched} pieces of the page were made anew`);
    await page.keyboard.press("F8");
    assert.equal(await page.locator(".under mark").count(), 10_000);
    // Each another one: then the list is long too.
    const numbers = Array.from({ length: 5_000 }, (_, n) => {
      const parts = [61 + (n % 28), 1 + (Math.floor(n / 28) % 12), Math.floor(n / 336)];
      return `cpr. ${parts.map((part) => String(part).padStart(2, "0")).join("")}-1234`;
    }).join("\n");
    await page.getByLabel(text).evaluate((area, numbers) => {
      area.value = numbers;
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, numbers);
    await page.waitForFunction(() => document.querySelector(".result [role=option]")?.getAttribute("aria-setsize") === "5000");
    const drawn = await findings(page).count();
    assert.ok(drawn < 40, `${drawn} lines are drawn of thousands`);
    await page.locator("[role=listbox]").focus();
    await page.keyboard.press("End");
    await page.locator("[role=option][aria-selected=true]").waitFor();
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
    assert.deepEqual(await marks(page), [], "the marks of the file before are gone with it");
  });
});

test("several files are looked at one after the other, and none is passed over", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    await page.locator("input[type=file]").setInputFiles([
      { name: "et.txt", mimeType: "text/plain", buffer: Buffer.from("Hun er doven.") },
      { name: "to.zip", mimeType: "application/zip", buffer: Buffer.from([80, 75, 3, 4, 0]) },
      { name: "tre.txt", mimeType: "text/plain", buffer: Buffer.from("Han er dum.") },
    ]);
    const files = page.getByLabel("Valgte filer");
    await page.locator(".under mark").waitFor();
    assert.deepEqual(await marks(page), ["doven"]);
    await files.selectOption({ label: "2 af 3: to.zip" });
    await page.getByText("to.zip kunne ikke tjekkes").waitFor();
    await files.selectOption({ label: "3 af 3: tre.txt" });
    assert.deepEqual(await marksAreRight(page), ["dum"]);
  });
});

test("with a case its own people are told from strangers", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const { rows } = await ask(page, "list_cases", { ...newest, ...anybody });
    const known = rows.find((one) => one.citizen);
    await enterRoom(page, "quality");
    await page.getByLabel(text).fill(`${known.citizen} var til møde.`);
    await page.getByText("1 advarsel", { exact: true }).waitFor();
    await page.getByLabel("Sagens nummer").fill(known.number);
    await page.keyboard.press("Enter");
    await page.getByText("0 advarsler").waitFor();
    await page.getByText("Borgerens egen").waitFor();
    await page.getByLabel(text).press("Control+End");
    await page.getByLabel(text).pressSequentially(` Og ${known.citizen} igen.`);
    await page.getByText("2 steder").waitFor();
  });
});

test("at release the law of the chosen rules is named, and a title is judged as one", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    await page.getByLabel(text).fill("Ring til Bo Lind på 61 12 34 56.");
    await page.getByLabel("Udlevering").check();
    await page.getByLabel("Udleveres efter").selectOption("public_access");
    await findings(page).first().click();
    await page.getByText("offentlighedslovens § 30, nr. 1").waitFor();
    await page.getByLabel("Titel eller emne").check();
    await page.getByLabel(text).fill("Scan0001.pdf");
    await findings(page).first().click();
    await page.getByText("titlen siger ikke, hvad det handler om").waitFor();
  });
});

test("the reasons are in the language of the screens", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await ask(page, "change_setting", { key: "language", value: "en" });
    await page.reload();
    await ready(page, "signed_in");
    await enterRoom(page, "quality");
    await page.getByLabel("The text").fill("Hun er doven.");
    await findings(page).first().click();
    await page.getByText("on the word list: doven").waitFor();
    await page.getByRole("tab", { name: "Rules" }).click();
    await page.getByText("CPR numbers", { exact: true }).waitFor();
    const danish = await page.locator("main").innerText();
    assert.doesNotMatch(danish, /Oplyser|Altid|Regel/);
  });
});

test("a text is gone when the room is left", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "quality");
    await page.getByLabel(text).fill("Hun er doven.");
    await page.locator(".under mark").waitFor();
    const closing = page.waitForRequest("**/call/close_text");
    await enterRoom(page, "search");
    await closing;
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
    await dialog.getByRole("button", { name: "Prøv på det, der findes" }).click();
    await dialog.getByText("nøglenisserne").waitFor();
    await dialog.getByText("0 steder i det, der allerede findes").waitFor();
    await dialog.getByLabel("Begrundelse").fill("Aftalt på teammødet");
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
    await page.getByText("Aftalt på teammødet").waitFor();
    await page.getByRole("button", { name: "Se ændringen" }).click();
    await page.getByRole("dialog").getByText("nøglenisse").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Brug den leverede ordliste alene" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Tag i brug igen" }).click();
    await page.getByRole("cell", { name: /som leveret$/ }).waitFor();
    assert.deepEqual(other.faults, []);
    await other.close();
  });
});

test("a word is tried on titles and documents before it is kept, with the places", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "mads");
    await enterRoom(page, "quality");
    await page.getByRole("tab", { name: "Ordliste" }).click();
    await row(page, 1).waitFor();
    await page.getByRole("button", { name: "Tilføj ord" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Ord", { exact: true }).fill("borger");
    await dialog.getByRole("button", { name: "Prøv på det, der findes" }).click();
    await dialog.locator(".examples li").first().waitFor();
    for (const place of await dialog.locator(".examples mark").allInnerTexts()) assert.match(place, /^borger/i);
    await dialog.getByText("I dokumentet").first().waitFor();
    await dialog.getByText("ikke ren tekst").waitFor();
  });
});

test("a rule is eased with a reason where it may be; a fixed one says why it cannot", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "bo");
    await enterRoom(page, "quality");
    await page.getByRole("tab", { name: "Regler" }).click();
    await row(page, 1).waitFor();
    const dialog = page.getByRole("dialog");
    await page.getByLabel("Find regel eller lov").fill("CPR-numre");
    await row(page, 1).click();
    await dialog.getByText("Denne regel advarer altid").waitFor();
    assert.equal(await dialog.getByRole("checkbox").count(), 0);
    await page.keyboard.press("Escape");
    await page.getByLabel("Find regel eller lov").fill("helbred");
    await page.getByText("sundhed").or(row(page, 1)).first().click();
    assert.equal(await dialog.getByLabel("Partsaktindsigt").isDisabled(), true, "health is always warned of at release");
    assert.equal(await dialog.getByLabel("Notat under skrivning").isDisabled(), false);
    await page.keyboard.press("Escape");
    await page.getByLabel("Find regel eller lov").fill("danske telefon");
    await row(page, 1).click();
    await dialog.getByLabel("Notat under skrivning").uncheck();
    await dialog.getByRole("button", { name: "Gem" }).click();
    await dialog.getByText("Skal udfyldes").or(dialog.locator("[aria-invalid=true]")).first().waitFor();
    await dialog.getByLabel("Begrundelse").fill("Notater er fulde af numre");
    await dialog.getByRole("button", { name: "Prøv på det, der findes" }).click();
    await dialog.locator(".counts").waitFor();
    await dialog.getByRole("button", { name: "Gem" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("Oplyser kun ét sted").waitFor();
    await page.getByRole("tab", { name: "Tjek en tekst" }).click();
    await page.getByLabel(text).fill("Ring 61 12 34 56.");
    await page.getByText("0 advarsler").waitFor();
    await findings(page).first().click();
    await page.getByText("kommunen har valgt, at reglen her kun oplyser").waitFor();
    await page.getByLabel("Udlevering").check();
    await page.getByText("1 advarsel", { exact: true }).waitFor();
    await page.getByRole("tab", { name: "Versioner" }).click();
    await page.getByText("Notater er fulde af numre").waitFor();
    await page.getByRole("button", { name: "Brug reglerne som leveret" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Tag i brug igen" }).click();
    await page.getByRole("cell", { name: /som leveret$/ }).waitFor();
    await page.getByRole("tab", { name: "Tjek en tekst" }).click();
    await page.getByLabel(text).fill("Ring 61 12 34 56.");
    await page.getByText("1 advarsel", { exact: true }).waitFor();
  });
});

test("a caseworker and the DPO read the rules and change none", async () => {
  for (const username of ["anne", "dorthe"]) {
    await onDesk({}, async (page) => {
      await signInAs(page, username);
      await enterRoom(page, "quality");
      await page.getByRole("tab", { name: "Regler" }).click();
      await page.getByLabel("Find regel eller lov").fill("danske telefon");
      await row(page, 1).click();
      const dialog = page.getByRole("dialog");
      assert.equal(await dialog.getByLabel("Notat under skrivning").isDisabled(), true);
      assert.equal(await dialog.getByRole("button", { name: "Gem" }).count(), 0);
    });
  }
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
    await page.getByText("linje 2: »ondt«: ukendt kategori").waitFor();
  });
});
