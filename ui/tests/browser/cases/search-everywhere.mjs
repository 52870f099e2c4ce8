import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, enterRoom, focused, onDesk, picture, roomReady, row, signInAs } from "../browser.mjs";

const everything = {
  text: "",
  status: [],
  unitId: null,
  responsibleId: null,
  onlyMine: false,
  onlyUnassigned: false,
  onlyOpen: false,
  due: null,
  sort: "newest_first",
  offset: 0,
  limit: 50,
};

const firstCase = async (page) => (await ask(page, "list_cases", everything)).rows.find((one) => one.citizen !== null);
const active = (page) => page.locator("dialog [role=option][aria-selected=true]");
const field = (page) => page.locator("[role=combobox]");
const searched = (page) => page.waitForSelector("dialog [role=combobox][aria-busy=false]");

async function openPalette(page, text) {
  await page.keyboard.press("Control+k");
  await field(page).waitFor();
  await page.keyboard.type(text);
  await searched(page);
}

test("Ctrl+K finds a person as one types, with the hit marked, and Enter opens her overview", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const { citizen } = await firstCase(page);
    await openPalette(page, citizen.toLowerCase());
    const people = page.getByRole("group", { name: "Borgere" });
    await people.getByRole("option", { name: citizen }).first().waitFor();
    assert.equal((await people.locator("mark").first().innerText()).toLowerCase(), citizen.split(" ")[0].toLowerCase());
    assert.match(await active(page).innerText(), new RegExp(citizen), "the person stands first");
    assert.equal(await page.getAttribute("[role=combobox]", "aria-activedescendant"), await active(page).getAttribute("id"));
    await picture(page, "palette-hits");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#\/borger\//);
    await page.getByRole("heading", { level: 1, name: citizen }).waitFor();
    await page.goBack();
    await page.waitForSelector("[data-room=my_day][aria-current=page]");
  });
});

test("what is pressed before the answer has come opens what was typed, not what stood there before", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const { citizen } = await firstCase(page);
    const waiting = [];
    await page.route("**/call/search_everywhere", async (route) => {
      await new Promise((go) => waiting.push(go));
      await route.continue();
    });
    await page.keyboard.press("Control+k");
    await page.keyboard.insertText(citizen);
    await page.waitForFunction(() => document.querySelector("[role=combobox]")?.getAttribute("aria-busy") === "true");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("dialog").count(), 1, "it waits for the answer");
    for (const go of waiting.splice(0)) go();
    await page.waitForURL(/#\/borger\//);
    await page.getByRole("heading", { level: 1, name: citizen }).waitFor();
  });
});

test("a case and its document open as pages of their own from the palette, and beside the hits on the page", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const { number } = await firstCase(page);
    await openPalette(page, number);
    await page.getByRole("group", { name: "Sager" }).getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/#\/sag\//);
    await page.getByRole("heading", { level: 1, name: new RegExp(number) }).waitFor();
    await page.keyboard.press("Escape");
    await page.waitForSelector("[data-room=my_day][aria-current=page]");
    await openPalette(page, "pleje");
    await page.getByRole("group", { name: "Dokumenter" }).getByRole("option").first().click();
    await page.waitForURL(/#\/sag\/.*del=dokumenter/);
    await page.evaluate((text) => (location.hash = `#/soeg?fane=alle&tekst=${text}`), number);
    await page.getByRole("region", { name: "Sager" }).getByRole("link").first().click();
    await page.waitForURL(/#\/soeg\?.*sag=/);
    await page.waitForSelector("aside h2");
    await page.getByRole("link", { name: "Åbn sagen" }).click();
    await page.waitForURL(/#\/sag\//);
    await page.waitForSelector("[role=tab][aria-selected=true]");
    await page.goBack();
    await page.waitForURL(/#\/soeg\?.*sag=/);
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-current") === "true");
  });
});

test("an act that is named goes before what is found, and arrows go through all of it", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await openPalette(page, "gaa til frister");
    assert.match(await active(page).innerText(), /Gå til Frister/);
    await page.keyboard.press("ArrowUp");
    assert.match(await active(page).innerText(), /Vis alle i Søg/, "the last line leads to all of it");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-room=deadlines][aria-current=page]");
  });
});

test("a number that is nobody's within reach says so, offers an emergency, and opens none unasked", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await openPalette(page, "610180 1234");
    await page.locator("dialog .told", { hasText: "Ingen sager hos dig på det nummer." }).waitFor();
    assert.match(await active(page).innerText(), /Vis alle i Søg/);
    await page.keyboard.press("ArrowUp");
    assert.match(await active(page).innerText(), /Nødadgang/);
    await picture(page, "palette-unknown-number");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Nødadgang til en sag" }).waitFor();
    assert.equal(await page.getByLabel("Hele sagsnummeret eller CPR-nummeret").inputValue(), "610180 1234");
    assert.match(await focused(page), /^textarea/, "what is left to write has the keyboard");
  });
});

test("a case out of reach answers exactly as one that does not exist", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "dorthe");
    const all = [];
    for (let offset = 0; offset < 3_000; offset += 500) all.push(...(await ask(page, "list_cases", { ...everything, offset, limit: 500 })).rows);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("log ud");
    await page.keyboard.press("Enter");
    await signInAs(page, "anne");
    let hidden;
    for (const one of all) {
      const seen = await ask(page, "show_case", { id: one.id });
      if (seen.code === "not_found") hidden = one;
      if (hidden) break;
    }
    assert.ok(hidden, "the DPO reads more than a caseworker");
    const answers = [];
    for (const number of [hidden.number, "1998-999999"]) {
      await openPalette(page, number);
      answers.push((await page.locator("dialog").innerText()).replaceAll(number, "N"));
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog", { state: "detached" });
    }
    assert.equal(answers[0], answers[1]);
  });
});

test("the page shows all groups, arrows lead through them, and what is opened stands beside them", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await openPalette(page, "pleje");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/tekst=pleje&fane=alle|fane=alle&tekst=pleje/);
    await roomReady(page);
    assert.equal(await focused(page), "input Søg overalt");
    await page.getByRole("region", { name: "Sager" }).waitFor();
    await page.keyboard.press("ArrowDown");
    assert.match(await focused(page), /^a /);
    const first = await page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await page.evaluate(() => document.activeElement?.textContent), first);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await focused(page), "input Søg overalt", "and back to the field");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForSelector("aside h2");
    assert.match(page.url(), /fane=alle/, "the hits stay beside the case");
    await picture(page, "search-all");
    await page.goBack();
    await page.waitForSelector("aside", { state: "detached" });
    await page.getByRole("button", { name: /Vis alle.*Dokumenter/ }).click();
    await page.waitForURL(/fane=dokumenter/);
    await row(page, 1).waitFor();
    assert.equal(await page.locator("[role=grid] mark").first().innerText().then((text) => text.toLowerCase()), "pleje");
    await page.goBack();
    await page.waitForURL(/fane=alle/);
  });
});

test("in the list of cases the words are marked where they stand", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "search");
    await page.keyboard.type("PERSONLIG ple");
    await page.waitForURL(/tekst=PERSONLIG/);
    await page.locator("[role=grid] mark").first().waitFor();
    const marked = await page.locator("[role=grid] mark").allInnerTexts();
    assert.ok(marked.some((text) => text.toLowerCase() === "personlig"));
    assert.ok(marked.some((text) => text.toLowerCase() === "ple"), "the beginning of a word is marked, and no more of it");
  });
});

test("a slip of the finger is mended, and it is told", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await openPalette(page, "jensne");
    await page.locator("dialog .told", { hasText: "»jensen«" }).waitFor();
    await page.getByRole("group", { name: "Borgere" }).getByRole("option").first().waitFor();
  });
});

test("a search is kept under a name and found again", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "search");
    await page.keyboard.type("pleje");
    await page.waitForURL(/tekst=pleje/);
    await page.getByRole("tab", { name: "Dokumenter" }).click();
    await page.waitForURL(/fane=dokumenter/);
    await page.getByRole("button", { name: "Gemte filtre" }).click();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByLabel("Navn").fill("Plejedokumenter");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog", { state: "detached" });
    await page.evaluate(() => (location.hash = "#/soeg"));
    await page.waitForURL(/#\/soeg$/);
    await page.getByRole("button", { name: "Gemte filtre" }).click();
    await page.getByRole("menuitemradio", { name: "Plejedokumenter" }).click();
    await page.waitForURL(/fane=dokumenter/);
    await row(page, 1).waitFor();
    assert.equal(await page.inputValue("[role=search] input"), "pleje");
  });
});

test("a search that fails is told where it is asked, and can be tried again", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await page.route("**/call/search_everywhere", (route) => route.abort());
    await page.keyboard.press("Control+k");
    await page.keyboard.type("pleje");
    await page.locator("dialog [role=alert]").waitFor();
    await page.unroute("**/call/search_everywhere");
    await page.getByRole("dialog").getByRole("button", { name: "Prøv igen" }).click();
    await page.getByRole("group", { name: "Sager" }).getByRole("option").first().waitFor();
    assert.equal(await page.locator("dialog [role=alert]").count(), 0);
  });
});
