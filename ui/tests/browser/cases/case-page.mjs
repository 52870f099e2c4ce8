import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, enterRoom, focused, onDesk, picture, roomReady, row, signInAs, tabTo } from "../browser.mjs";

const filters = {
  text: "",
  status: [],
  unitId: null,
  responsibleId: null,
  onlyMine: true,
  onlyOpen: true,
  due: null,
  sort: "newest_first",
  offset: 0,
  limit: 500,
};

async function herOwnCase(page) {
  const { rows } = await ask(page, "list_cases", filters);
  return rows.find((one) => one.source === "Egne sager");
}

async function goTo(page, link) {
  await page.evaluate((to) => (location.hash = to), `#/${link}`);
  await page.waitForSelector("[role=tab][aria-selected=true]");
  await roomReady(page);
}


test("Enter twice opens the case on a page of its own, and its parts are gone through by arrow", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "search");
    await page.getByRole("grid").focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("aside h2");
    await page.getByRole("grid").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/#\/sag\//);
    await page.waitForSelector("[role=tab][aria-selected=true]");
    await tabTo(page, () => document.activeElement?.getAttribute("role") === "tab");
    const seen = [];
    for (let part = 0; part < 5; part += 1) {
      seen.push(await page.locator("[role=tab][aria-selected=true]").innerText());
      await hasNoViolation(page, page.url());
      await page.keyboard.press("ArrowRight");
    }
    assert.deepEqual(
      seen.map((name) => name.replace(/ \(.*/, "")),
      ["Overblik", "Dokumenter", "Journal", "Tidslinje", "Log"],
    );
    await page.keyboard.press("Escape");
    await page.waitForURL(/#\/soeg\?sag=/);
    await page.waitForSelector("[role=grid]");
  });
});

test("who leaves a case for the list comes back to the row she left, however far down, by Escape and by back", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "search");
    await row(page, 1).waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("End");
    await page.waitForFunction(() =>
      /\d{4}-\d{6}/.test(document.getElementById(document.activeElement?.getAttribute("aria-activedescendant") ?? "")?.textContent ?? ""),
    );
    const active = () => page.evaluate(() => document.activeElement?.getAttribute("aria-activedescendant"));
    const last = await active();
    await page.keyboard.press("Enter");
    await page.waitForSelector("aside h2");
    for (const leave of [() => page.keyboard.press("Escape"), () => page.goBack()]) {
      await page.keyboard.press("Enter");
      await page.waitForURL(/#\/sag\//);
      await page.waitForSelector("[role=tab][aria-selected=true]");
      await leave();
      await page.waitForURL(/#\/soeg\?sag=/);
      await page.waitForFunction((id) => document.getElementById(id)?.getAttribute("aria-selected") === "true", last);
      assert.equal(await active(), last);
      assert.match(await focused(page), /^div /, "the list has the keyboard");
      await page.locator("aside h2").waitFor();
    }
  });
});

test("a change by a colleague is told of while the page is open, and shown when one wants to", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const own = await herOwnCase(page);
    await goTo(page, `sag/${own.id}`);
    await picture(page, "case-page");
    const changed = await page.evaluate(
      async ([id]) => {
        const call = async (command, request) => {
          const response = await fetch(`/call/${command}`, {
            method: "POST",
            headers: { "content-type": "application/json", "x-desk-client": "another-desk-of-a-test" },
            body: JSON.stringify(request),
          });
          return response.json();
        };
        await call("sign_in", { username: "bo", password: "kaffe på den grønne bænk" });
        const { row, standing, parties } = await call("show_case", { id });
        const status = row.status === "oplyst" ? "afgjort" : "oplyst";
        await call("change_case", {
          id,
          version: standing.version,
          title: row.title,
          kle: row.kle,
          status,
          sensitivity: row.sensitivity,
          unitId: standing.unitId,
          teamId: standing.teamId,
          responsibleId: standing.responsibleId,
          due: row.due,
          parties: parties.map((party) => ({ who: { kind: "known", data: party.id }, part: party.part })),
        });
        return status;
      },
      [own.id],
    );
    await page.getByText(/Sagen er ændret af .* kl\. .*: status/).waitFor();
    await picture(page, "case-page-news");
    await page.getByRole("button", { name: "Vis", exact: true }).click();
    const name = { oplyst: "Oplyst", afgjort: "Afgjort" }[changed];
    await page.locator(`.progress [aria-current=step]`).getByText(name, { exact: true }).waitFor();
    await page.getByRole("tab", { name: "Tidslinje" }).click();
    await page.getByText(new RegExp(`Status: fra .* til „${name}“`)).waitFor();
    await picture(page, "case-page-timeline");
    await page.getByRole("tab", { name: "Log" }).click();
    await page.getByRole("cell", { name: "Sag rettet" }).waitFor();
    await picture(page, "case-page-log");
  });
});

test("two change a case at once: what was typed stays, and both values are shown", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const own = await herOwnCase(page);
    await goTo(page, `sag/${own.id}`);
    await page.getByRole("button", { name: "Ret sagen" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Titel").fill("Rampe ved hoveddøren");
    await dialog.getByLabel(/^Frist/).fill("24-12-2027");
    const { row: now, standing, parties } = await ask(page, "show_case", { id: own.id });
    await ask(page, "change_case", {
      id: own.id,
      version: standing.version,
      title: now.title,
      kle: now.kle,
      status: now.status,
      sensitivity: now.sensitivity,
      unitId: standing.unitId,
      teamId: standing.teamId,
      responsibleId: standing.responsibleId,
      due: "2027-01-31",
      parties: parties.map((party) => ({ who: { kind: "known", data: party.id }, part: party.part })),
    });
    await dialog.getByRole("button", { name: "Gem", exact: true }).click();
    await dialog.getByText("Sagen blev ændret, mens du rettede den").waitFor();
    await dialog.getByText(/Frist: nu „31\.01\.2027“, hos dig „24-12-2027“/).waitFor();
    assert.equal(await dialog.getByLabel("Titel").inputValue(), "Rampe ved hoveddøren");
    await picture(page, "case-change-conflict");
    await hasNoViolation(page, page.url());
    await dialog.getByRole("button", { name: "Brug den nye" }).click();
    await dialog.getByRole("button", { name: "Gem", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    const { row: after } = await ask(page, "show_case", { id: own.id });
    assert.deepEqual([after.title, after.due], ["Rampe ved hoveddøren", "2027-01-31"]);
  });
});

test("a case gets another subject and another party by keyboard, and what that means is told before it is done", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const own = await herOwnCase(page);
    const task = await ask(page, "create_task", {
      title: "Ring til lægen", text: "", caseId: own.id, documentId: null, assignee: { kind: "nobody" }, due: { kind: "none" }, checklist: [],
    });
    await goTo(page, `sag/${own.id}`);
    await page.getByRole("button", { name: "Ret sagen" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/^Parter/).fill("610180-1234");
    await dialog.getByLabel("Borgerens navn").fill("Ulrikke Prøvesen");
    await dialog.getByLabel("Borgerens navn").press("Tab");
    await page.keyboard.press("Enter");
    const role = dialog.getByLabel("Rolle for Ulrikke Prøvesen");
    await role.waitFor();
    assert.match(await focused(page), /^input/, "the keys go on in the field");
    await role.selectOption({ label: "Primær part" });
    const roles = await dialog.getByLabel(/^Rolle for/).evaluateAll((all) => all.map((one) => one.value));
    assert.equal(roles.filter((one) => one === "primary").length, 1);
    // A subject that she has no right in.
    await dialog.getByLabel("Emne (KLE)").fill("65.05.02");
    await dialog.getByLabel("Titel").press("Enter");
    await dialog.getByText("Du kan ikke se sagen bagefter").waitFor();
    await dialog.getByText("Fristerne flyttes ikke").waitFor();
    // Within the dialog's own window, not below its fold.
    await page.waitForFunction(() => {
      const warning = document.querySelector("dialog [role=alert]").getBoundingClientRect();
      return warning.top > 0 && warning.bottom < document.querySelector("dialog .dialog-foot").getBoundingClientRect().top + 1;
    });
    await picture(page, "case-change-warned");
    await hasNoViolation(page, page.url());
    assert.equal((await ask(page, "show_case", { id: own.id })).row.kle, own.kle, "nothing is done yet");
    const other = own.kle === "62.10.03" ? "62.10.02" : "62.10.03";
    await dialog.getByLabel("Emne (KLE)").fill(other);
    await dialog.getByText("Du kan ikke se sagen bagefter").waitFor({ state: "detached" });
    await dialog.getByLabel("Titel").press("Enter");
    await dialog.getByText("Fristerne flyttes ikke").waitFor();
    await dialog.getByRole("button", { name: "Gem alligevel" }).press("Enter");
    await dialog.waitFor({ state: "detached" });
    const after = await ask(page, "show_case", { id: own.id });
    assert.deepEqual([after.row.kle, after.parties[0].name, after.parties[0].part], [other, "Ulrikke Prøvesen", "primary"]);
    await page.getByRole("tab", { name: "Tidslinje" }).click();
    await page.getByText("Ulrikke Prøvesen er kommet på sagen: Primær part").waitFor();
    await page.getByText(`til „${other}“`).waitFor();
    await page.getByRole("link", { name: "Opgave oprettet: Ring til lægen" }).waitFor();
    await picture(page, "case-page-moved");
    await page.getByRole("tab", { name: "Log" }).click();
    await page.getByRole("link", { name: "Ring til lægen" }).click();
    await page.waitForURL(new RegExp(`opgave=${task.row.id}`));
    await page.getByRole("complementary", { name: "Opgave" }).getByRole("heading", { name: "Ring til lægen" }).waitFor();
  });
});

test("a new case is made by keyboard alone, and a title that gives somebody away is refused with a proposal", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const own = await herOwnCase(page);
    const { standing, parties } = await ask(page, "show_case", { id: own.id });
    await page.keyboard.press("Control+Shift+N");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await tabTo(page, () => document.activeElement?.tagName === "INPUT");
    await page.keyboard.type("Rampe til 610180-1234");
    await page.keyboard.press("Tab");
    await page.keyboard.type(own.kle);
    await page.keyboard.press("Tab");
    await tabTo(page, () => document.activeElement?.closest(".field")?.textContent.includes("Parter") ?? false);
    await page.keyboard.type(parties[0].name);
    await dialog.locator(".found button").first().waitFor();
    await tabTo(page, () => document.activeElement?.closest(".found") !== null);
    await page.keyboard.press("Enter");
    await dialog.getByText("Den, sagen handler om").or(dialog.locator(".chosen li")).first().waitFor();
    await dialog.getByLabel("Enhed", { exact: true }).selectOption(standing.unitId);
    if (standing.teamId) await dialog.getByLabel(/^Team/).selectOption(standing.teamId);
    await picture(page, "case-new");
    await hasNoViolation(page, page.url());
    await dialog.getByLabel("Titel").press("Enter");
    await dialog.getByText("Titlen kan ikke bruges").waitFor();
    await dialog.getByLabel("Titel").fill("Ansøgning om rampe");
    await dialog.getByLabel("Titel").press("Enter");
    await page.waitForURL(/#\/sag\//);
    await page.getByRole("heading", { level: 1, name: /\d{4}-\d{6} Ansøgning om rampe/ }).waitFor();
  });
});

test("a document is read beside the list by keyboard: pages, search, a pin, and back", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "bo");
    const { rows } = await ask(page, "list_cases", { ...filters, onlyMine: false });
    let found;
    for (const one of rows) {
      const detail = await ask(page, "show_case", { id: one.id });
      const pdf = detail.documents.find((document) => document.mediaType === "application/pdf" && document.bytes < 60_000);
      if (pdf) {
        found = { id: one.id, pdf };
        break;
      }
    }
    await goTo(page, `sag/${found.id}?del=dokumenter`);
    await page.getByRole("button", { name: found.pdf.title }).first().focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => (document.querySelector("[data-sheet] img")?.naturalWidth ?? 0) > 0);
    await page.waitForSelector("[role=search] input:not([disabled])");
    await page.locator("[data-sheet]").focus();
    await page.keyboard.press("/");
    assert.match(await focused(page), /Søg i dokumentet/);
    await page.keyboard.type("og");
    await page.keyboard.press("Enter");
    await page.getByText(/^\d+ af \d+$/).waitFor();
    // Marked on the paper, where the words stand.
    await page.waitForSelector("[data-sheet] .place.chosen");
    await picture(page, "document-reader-hits");
    await page.locator("[data-sheet]").focus();
    await page.keyboard.press("n");
    await page.keyboard.press("Shift+P");
    await page.getByText("Flyt noten med piletasterne").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByLabel("Note til kolleger").waitFor();
    await page.keyboard.type("Se bilag 2");
    await tabTo(page, () => document.activeElement?.textContent.trim() === "Gem noten");
    await page.keyboard.press("Enter");
    await page.locator(".pin", { hasText: "1" }).waitFor();
    await page.getByText("Se bilag 2").waitFor();
    await hasNoViolation(page, page.url());
    await picture(page, "document-reader");
    assert.match(await focused(page), /Side \d+ af/);
    await page.keyboard.press("F6");
    assert.match(await focused(page), new RegExp(found.pdf.title.slice(0, 10).replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
    await page.keyboard.press("F6");
    assert.match(await focused(page), /Side \d+ af/);
    await page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
    await picture(page, "document-reader-dark");
  });
});
