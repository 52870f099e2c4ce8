import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, enterRoom, focused, onDesk, openDesk, picture, roomReady, row, signInAs, tabTo } from "../browser.mjs";

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

async function onAnotherDesk(backend, username, work) {
  const desk = await openDesk(backend.url);
  try {
    await signInAs(desk.page, username);
    await work(desk.page);
    assert.deepEqual(desk.faults, []);
  } finally {
    await desk.close();
  }
}

/** A case that the DPO reads and a caseworker does not. */
async function hiddenFrom(page, backend) {
  const all = [];
  await onAnotherDesk(backend, "dorthe", async (other) => {
    for (let offset = 0; offset < 3_000; offset += 500) all.push(...(await ask(other, "list_cases", { ...everything, offset, limit: 500 })).rows);
  });
  for (const one of all) if ((await ask(page, "show_case", { id: one.id })).code === "not_found") return one;
  throw new Error("the DPO reads no more than a caseworker");
}

const ownCase = async (page) => (await ask(page, "list_cases", { ...everything, onlyMine: true, limit: 1 })).rows[0];

test("an emergency is opened by keyboard with a reason, and somebody else looks at it afterwards", async () => {
  await onDesk({}, async (page, backend) => {
    await signInAs(page, "anne");
    const hidden = await hiddenFrom(page, backend);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("noedadgang");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Nødadgang til en sag" });
    await dialog.getByText("Adgangen slutter af sig selv efter 12 timer.").waitFor();
    await picture(page, "emergency");
    assert.match(await focused(page), /^input/);
    await page.keyboard.type(hidden.number);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("For kort");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await dialog.getByText("mindst 20 tegn.").last().waitFor();
    assert.match(await focused(page), /^textarea/);
    await page.keyboard.type(": skadestuen ringede, og ingen i enheden svarer.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const opened = page.getByRole("dialog", { name: "Nødadgangen er åben" });
    await opened.getByText("Adgangen slutter af sig selv").waitFor();
    await picture(page, "emergency-open");
    assert.match(await focused(page), new RegExp(hidden.number), "the case is the first that can be pressed");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: new RegExp(hidden.number) }).waitFor();

    await onAnotherDesk(backend, "dorthe", async (other) => {
      await enterRoom(other, "audit");
      await other.getByRole("tab", { name: "Adgang (1 at se på)" }).click();
      await row(other, 1).waitFor();
      assert.match(await row(other, 1).innerText(), /Skal ses efter/);
      await tabTo(other, () => document.activeElement?.getAttribute("role") === "grid");
      await other.keyboard.press("Enter");
      await other.getByText("skadestuen ringede").last().waitFor();
      await picture(other, "access-review");
      await tabTo(other, () => document.activeElement?.getAttribute("type") === "radio");
      await other.keyboard.press("Space");
      await other.keyboard.press("ArrowDown");
      await other.getByRole("button", { name: "Gem gennemgangen" }).click();
      await other.getByText("mindst 10 tegn").waitFor();
      await other.getByLabel("Bemærkning").fill("Vagten havde adgang og kunne være ringet op.");
      await other.getByRole("button", { name: "Gem gennemgangen" }).click();
      await other.getByText("Gennemgået: ikke i orden").waitFor();
      await other.getByRole("tab", { name: "Adgang", exact: true }).waitFor();
    });
  });
});

test("nobody finds out by an emergency what does not exist", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("noedadgang");
    await page.keyboard.press("Enter");
    await page.keyboard.type("1998-999999");
    await page.getByRole("dialog").locator("textarea").fill("Skadestuen ringede, og ingen i enheden svarer.");
    await page.getByRole("button", { name: "Åbn med nødadgang" }).click();
    await page.getByRole("alert").getByText("Der er ingen sag at åbne på det nummer.").waitFor();
    assert.equal(await page.getByLabel("Hele sagsnummeret eller CPR-nummeret").inputValue(), "1998-999999", "nothing typed is lost");
  });
});

test("a colleague is let in from the case, and the leader takes it back", async () => {
  await onDesk({}, async (page, backend) => {
    await signInAs(page, "anne");
    const { id, number } = await ownCase(page);
    await page.evaluate((link) => (location.hash = link), `#/soeg?sag=${id}`);
    await page.waitForSelector("aside h2");
    await tabTo(page, () => document.activeElement?.closest("aside")?.querySelector("header") !== undefined && document.activeElement?.getAttribute("aria-haspopup") === "menu" && document.activeElement.closest("aside") !== null);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: `Giv en kollega adgang til ${number}` });
    await dialog.waitFor();
    assert.match(await focused(page), /^select/);
    await page.keyboard.type("Bo");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Afløser mens jeg er på ferie");
    await picture(page, "access-give");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog", { state: "detached" });
    await page.getByText(`har adgang til ${number}`).waitFor();

    await onAnotherDesk(backend, "bo", async (other) => {
      await other.evaluate(() => (location.hash = "#/team/adgang"));
      await row(other, 1).waitFor();
      await row(other, 1).click();
      await other.getByRole("button", { name: "Tag adgangen tilbage" }).click();
      await other.getByRole("dialog").getByRole("button", { name: "Tag adgangen tilbage" }).click();
      await other.getByText("har ikke længere adgang").waitFor();
      await other.locator("[role=grid]").getByText("Slut").waitFor();
    });
  });
});

test("who is disqualified loses the case at once, and is told what to do", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const { id, number } = await ownCase(page);
    await page.evaluate((link) => (location.hash = link), `#/soeg?sag=${id}`);
    await page.waitForSelector("aside h2");
    await page.getByRole("button", { name: "Adgang til sagen" }).click();
    await page.getByRole("menuitem", { name: "Jeg er inhabil i sagen" }).click();
    await page.getByRole("dialog").locator("textarea").fill("Borgeren er min fætter.");
    await picture(page, "exclude");
    await page.getByRole("button", { name: "Luk sagen for mig" }).click();
    await page.getByText(`Sag ${number} er lukket for dig.`).waitFor();
    assert.match(await focused(page), /Luk sagen/);
    await page.keyboard.press("Enter");
    await page.waitForSelector("aside", { state: "detached" });
    assert.equal((await ask(page, "show_case", { id })).code, "not_found");
    assert.equal((await ask(page, "search_everywhere", { text: number, group: null, limit: 5 })).cases.length, 0);
  });
});

test("a team across units is formed for a purpose, stands in the list, and is closed", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "bo");
    const { rows } = await ask(page, "list_cases", { ...everything, limit: 1 });
    await page.keyboard.press("Control+k");
    await page.keyboard.type("gaa til teams");
    await page.keyboard.press("Enter");
    await page.waitForURL(/team\/teams/);
    await roomReady(page);
    await page.getByRole("button", { name: "Nyt team på tværs" }).click();
    const dialog = page.getByRole("dialog", { name: "Nyt team på tværs" });
    await page.keyboard.type("Familieteam");
    await dialog.getByLabel("Formål").fill("Fælles plan for bolig og job");
    await dialog.getByRole("textbox", { name: "Skriv et navn" }).fill("Anne Kro");
    await dialog.getByRole("checkbox", { name: "Anne Krogsgaard" }).check();
    await dialog.getByRole("button", { name: "Opret teamet" }).click();
    await dialog.getByText("Søg sagen frem, og vælg den.").waitFor();
    await dialog.getByLabel("Find en sag til teamet").fill(rows[0].number);
    await dialog.getByRole("radio").first().check();
    await picture(page, "team-form");
    await dialog.getByRole("button", { name: "Opret teamet" }).click();
    await page.waitForSelector("dialog", { state: "detached" });
    await row(page, 1).waitFor();
    assert.match(await row(page, 1).innerText(), /Familieteam[\s\S]*1 medlem[\s\S]*1 sag/);
    await row(page, 1).click();
    await page.getByRole("button", { name: "Luk teamet" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Luk teamet" }).click();
    await page.locator("[role=grid]").getByText("Slut").waitFor();
  });
});

test("an administrator opens a subject and notes where somebody works, without seeing a case", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "agnes");
    await page.evaluate(() => (location.hash = "#/indstillinger/aabne-emner"));
    await page.getByRole("button", { name: "Åbn et emne" }).click();
    await page.keyboard.type("62.05");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Gem", exact: true }).click();
    await row(page, 1).waitFor();
    assert.match(await row(page, 1).innerText(), /62\.05/);
    await picture(page, "open-subjects");
    await row(page, 1).click();
    await page.getByRole("button", { name: "Luk emnet igen" }).click();
    await page.getByText("Ingen emner er åbne for alle").waitFor();

    await page.evaluate(() => (location.hash = "#/indstillinger/personer"));
    await row(page, 1).waitFor();
    await row(page, 1).click();
    await page.getByRole("button", { name: "Ny ansættelse" }).click();
    const dialog = page.getByRole("dialog", { name: "Ny ansættelse" });
    await dialog.getByLabel("Enhed").selectOption({ index: 1 });
    await dialog.getByLabel("Stilling").fill("Vikar");
    await dialog.getByRole("button", { name: "Gem" }).click();
    await page.locator("aside").getByText("Vikar").first().waitFor();
    // What is given for a post says so, and ends with it.
    await page.getByLabel(/^Ansættelse/).selectOption({ index: 1 });
    await page.getByLabel(/^Til og med/).fill("31-12");
    await page.getByRole("button", { name: "Giv adgang" }).click();
    await page.locator("aside [aria-invalid=true]").waitFor();
    await page.getByLabel(/^Til og med/).fill("31-12-2099");
    await page.getByRole("button", { name: "Giv adgang" }).click();
    await page.getByText(/gennem ansættelsen Vikar/).waitFor();
  });
});
