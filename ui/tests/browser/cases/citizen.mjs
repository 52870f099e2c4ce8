import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ask, enterRoom, focused, onDesk, picture, ready, roomReady, row, signInAs, tabTo } from "../browser.mjs";

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
};

/** Looks through the cases until somebody in one fits. */
async function findPerson(page, fits) {
  for (let offset = 0; offset < 12_000; offset += 200) {
    const { rows } = await ask(page, "list_cases", { ...everything, offset, limit: 200 });
    for (const { id } of rows) {
      const detail = await ask(page, "show_case", { id });
      const person = detail.parties.find((party) => fits(party, detail));
      if (person) return { person, detail };
    }
  }
  throw new Error("the demo holds nobody like that");
}

async function openCitizen(page, id, more = "") {
  await page.evaluate((link) => (location.hash = link), `#/borger/${id}${more}`);
  await page.waitForURL(new RegExp(`#/borger/${id}`));
  await page.getByRole("tab", { name: /^Sager/ }).waitFor();
  await roomReady(page);
}

test("from a party in a case to everything about her, and back, by keyboard", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "search");
    await row(page, 1).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.waitForSelector("aside .parties a");
    const name = await page.locator("aside .parties a").first().innerText();
    await tabTo(page, () => document.activeElement?.closest(".parties") !== null);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name }).waitFor();
    assert.match(await focused(page), /^h1/, "a screen reader begins at the name");

    await tabTo(page, () => document.activeElement?.getAttribute("role") === "tab");
    for (const tab of ["Tidslinje", "Ydelser", "Dokumenter", "Relationer", "Kilder", "Hvem har set"]) {
      await page.keyboard.press("ArrowRight");
      await page.waitForSelector(`[role=tab][aria-selected=true]:has-text("${tab}")`);
    }
    await page.keyboard.press("Home");
    await page.waitForSelector('[role=tab][aria-selected=true]:has-text("Sager")');
    await tabTo(page, () => document.activeElement?.getAttribute("role") === "grid");
    await page.keyboard.press("Enter");
    await page.waitForSelector("aside h2");
    await picture(page, "citizen-case");
    await tabTo(page, () => document.activeElement?.closest("aside") !== null);
    await page.keyboard.press("Escape");
    await page.waitForSelector("aside", { state: "detached" });
    assert.equal(await focused(page), "div Borgerens sager", "closing a case gives the focus back to the list");
    await page.goBack();
    await page.waitForSelector("aside h2");
    await page.goForward();
    await page.waitForSelector("aside", { state: "detached" });
  });
});

test("each case says where it is from, who has it, and what is to be known of it", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "dorthe");
    const { person } = await findPerson(page, (party, detail) => party.part === "primary" && detail.row.source !== "Egne sager");
    const citizen = await ask(page, "show_citizen", { id: person.id });
    await openCitizen(page, person.id);
    const shown = await page.locator("[role=grid] [role=rowgroup] [role=row]").allInnerTexts();
    const text = shown.join("\n");
    for (const one of citizen.cases.slice(0, 8)) {
      assert.ok(text.includes(one.row.number), one.row.number);
      assert.ok(text.includes(one.row.source), one.row.source);
    }
    const long = citizen.cases.filter((one) => one.longRunning !== null);
    assert.equal(await page.getByText(new RegExp(`Grænsen er ${citizen.longAfterDays} dage`)).count(), long.length);
    await page.getByRole("tab", { name: /^Kilder/ }).click();
    const sources = await page.getByRole("list", { name: "Systemer, der har sager om borgeren" }).innerText();
    for (const { name } of citizen.sources) assert.ok(sources.includes(name), name);
    await page.getByRole("button", { name: "Spørg systemerne nu" }).click();
    await page.getByText("Systemerne er spurgt").waitFor();
    await picture(page, "citizen-sources");
  });
});

test("a protected address is shown to who says why, for a minute, and is told of", async () => {
  await onDesk({}, async (page) => {
    await page.clock.install();
    await signInAs(page, "dorthe");
    const { person } = await findPerson(page, (party) => party.protected);
    await openCitizen(page, person.id);
    await page.getByText("Adressen er beskyttet").waitFor();
    const { address } = await ask(page, "show_citizen", { id: person.id });
    assert.equal(address, null, "it is not in the answer");

    await tabTo(page, () => document.activeElement?.textContent?.includes("Vis adressen"));
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Vis den beskyttede adresse" }).waitFor();
    await page.getByRole("dialog").locator("textarea").fill("Brev");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("mindst 10 tegn.").first().waitFor();
    assert.match(await focused(page), /^textarea/, "the keyboard is where something is missing");
    await page.keyboard.type(" om mødet på fredag");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog", { state: "detached" });
    const shown = page.locator(".shown");
    await shown.waitFor();
    const told = await shown.innerText();
    assert.ok(told.length > 5);
    assert.match(await focused(page), /Dæk nu/);
    await page.locator("[role=status]", { hasText: `Adressen vises i 60 sekunder: ${told}` }).waitFor({ state: "attached" });
    await picture(page, "citizen-address");

    await page.clock.runFor(59_000);
    assert.equal(await shown.count(), 1);
    await page.clock.runFor(2_000);
    await page.waitForSelector(".shown", { state: "detached" });
    await page.locator("[role=status]", { hasText: "Adressen er dækket igen." }).waitFor({ state: "attached" });
    assert.match(await focused(page), /Vis adressen/, "the keyboard stays where it was");
    const head = await page.locator('section[aria-label="Om borgeren"]').textContent();
    assert.ok(!head.includes(told), "nothing of it is left");
  });
});

test("the lock covers what was uncovered", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const { person } = await findPerson(page, (party) => party.cprMasked !== null && party.part === "primary");
    await openCitizen(page, person.id);
    await page.getByRole("button", { name: /Vis hele nummeret/ }).click();
    await page.getByRole("dialog").locator("textarea").fill("Skal tastes i lægesystemet");
    await page.getByRole("dialog").getByRole("button", { name: "Vis i 60 sekunder" }).click();
    await page.locator(".shown").waitFor();
    const number = await page.locator(".shown").innerText();
    assert.match(number, /^\d{6}-?\d{4}$/);
    await page.keyboard.press("Control+l");
    await ready(page, "locked");
    await page.waitForSelector(".shown", { state: "detached" });
    const head = await page.locator('section[aria-label="Om borgeren"]').textContent();
    assert.ok(!head.includes(number), "nor is it left in what was read aloud");
  });
});

test("the citizen's log is printed without names, and says that it is not the whole", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const { person } = await findPerson(page, (party) => party.part === "primary");
    await openCitizen(page, person.id, "?fane=hvem-har-set");
    await row(page, 1).waitFor();
    assert.match(await row(page, 1).innerText(), /Anne Krogsgaard/, "her own look is the newest");
    await page.getByText("Den fulde log udleveres af databeskyttelsesrådgiveren.").waitFor();
    await page.getByRole("button", { name: "Udskriv loggen" }).click();
    const saving = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    const file = await saving;
    assert.match(file.suggestedFilename(), /\.pdf$/);
    const bytes = await readFile(await file.path());
    assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
    await page.waitForSelector("dialog", { state: "detached" });
  });
});

test("who is not there and who is out of reach are told alike, and a failure can be tried again", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await page.evaluate(() => (location.hash = "#/borger/00000000-0000-4000-8000-000000000000"));
    await page.getByText("Ingen borger at vise her").waitFor();
    await picture(page, "citizen-nobody");
    const { person } = await findPerson(page, (party) => party.part === "primary");
    await page.route("**/call/show_citizen", (route) => route.abort());
    await page.evaluate((id) => (location.hash = `#/borger/${id}`), person.id);
    await page.locator("main [role=alert]").waitFor();
    await page.unroute("**/call/show_citizen");
    await page.getByRole("button", { name: "Prøv igen" }).click();
    await page.getByRole("heading", { level: 1, name: person.name }).waitFor();
  });
});

test("five hundred cases are scrolled with a screenful drawn", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const { person } = await findPerson(page, (party) => party.part === "primary");
    // Nobody in the demo has so many: the real answer with its first case many times over.
    await page.route("**/call/show_citizen", async (route) => {
      const response = await route.fetch();
      const citizen = await response.json();
      const [first] = citizen.cases;
      citizen.cases = Array.from({ length: 500 }, (_, n) => ({ ...first, row: { ...first.row, id: `c-${n}`, number: `1999-${String(n).padStart(6, "0")}` } }));
      citizen.hasMoreCases = true;
      await route.fulfill({ response, json: citizen });
    });
    await openCitizen(page, person.id);
    await page.getByRole("tab", { name: "Sager (500+)" }).waitFor();
    await tabTo(page, () => document.activeElement?.getAttribute("role") === "grid");
    await page.keyboard.press("End");
    await page.getByText("1999-000499").waitFor();
    assert.ok((await page.locator("[role=rowgroup] [role=row]").count()) < 60);
  });
});
