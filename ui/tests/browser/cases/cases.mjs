import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, enterRoom, focused, onDesk, picture, roomReady, row, signInAs } from "../browser.mjs";

const everything = {
  text: "",
  status: [],
  unitId: null,
  responsibleId: null,
  onlyMine: false,
  onlyOpen: false,
  due: null,
  sort: "newest_first",
};

/** Looks through the demo until a case fits. */
async function findCase(page, fits) {
  for (let offset = 0; offset < 12_000; offset += 500) {
    const list = await ask(page, "list_cases", { ...everything, offset, limit: 500 });
    for (const { id } of list.rows) {
      const detail = await ask(page, "show_case", { id });
      if (fits(detail)) return detail;
    }
  }
  throw new Error("the demo holds no such case");
}

test("a text is shown as text, even when it is HTML", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "dorthe");
    const isHtml = (document) => document.mediaType?.startsWith("text/html") && document.bytes !== null;
    const found = await findCase(page, (detail) => detail.documents.some(isHtml));
    const document = found.documents.find(isHtml);
    await page.evaluate((link) => (location.hash = link), `#/soeg?sag=${found.row.id}&dokument=${document.id}`);
    await page.waitForSelector("section.viewer pre");
    const text = await page.locator("section.viewer pre").innerText();
    assert.match(text, /<\w+/, "the tags are seen, not obeyed");
    assert.equal(await page.locator("section.viewer pre *").count(), 0);
    await picture(page, "document-text");
    assert.match(await focused(page), /^h2/);
    await page.keyboard.press("Escape");
    await page.waitForSelector("section.viewer", { state: "detached" });
    await page.waitForSelector("aside h2");
  });
});

test("a picture is shown, and a file that cannot be shown says what it is", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "dorthe");
    const isPicture = (document) => /^image\/(png|bmp)/.test(document.mediaType ?? "") && document.bytes !== null;
    const withPicture = await findCase(page, (detail) => detail.documents.some(isPicture));
    const shown = withPicture.documents.find(isPicture);
    await page.evaluate((link) => (location.hash = link), `#/soeg?sag=${withPicture.row.id}&dokument=${shown.id}`);
    await page.waitForFunction(() => (document.querySelector("section.viewer img")?.naturalWidth ?? 0) > 0);
    await picture(page, "document-picture");

    const isPdf = (document) => document.mediaType === "application/pdf" && document.bytes !== null;
    const withPdf = await findCase(page, (detail) => detail.documents.some(isPdf));
    const pdf = withPdf.documents.find(isPdf);
    await page.evaluate((link) => (location.hash = link), `#/soeg?sag=${withPdf.row.id}&dokument=${pdf.id}`);
    await page.getByText("Kan ikke vises her endnu").waitFor();
    await page.locator("section.viewer").getByText(pdf.fileName).waitFor();
  });
});

test("a protected person is marked, and no address is on the screen", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "dorthe");
    const found = await findCase(page, (detail) => detail.parties.some((party) => party.protected));
    await page.evaluate((link) => (location.hash = link), `#/soeg?sag=${found.row.id}`);
    await page.getByText("Navne- og adressebeskyttet").first().waitFor();
    await page.getByText("Adressen vises ikke.").first().waitFor();
    await picture(page, "protected-person");
  });
});

test("back and forward walk through rooms and cases, and a room is found as it was left", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "search");
    await page.fill("[role=search] input", "pleje");
    await page.waitForURL(/tekst=pleje/);
    await row(page, 1).click();
    await page.waitForSelector("aside h2");
    await page.goBack();
    await page.waitForSelector("aside", { state: "detached" });
    assert.equal(await page.inputValue("[role=search] input"), "pleje");
    await page.goForward();
    await page.waitForSelector("aside h2");
    await enterRoom(page, "settings");
    await enterRoom(page, "search");
    assert.equal(await page.inputValue("[role=search] input"), "pleje");
    await page.waitForSelector("aside h2");
  });
});

test("a link from outside leads to its place when the desk asks for it", async () => {
  await onDesk({}, async (page) => {
    // The development backend has no outside links, so the event itself is put on the wire.
    await page.route("**/events*", (route) =>
      route.fulfill({
        contentType: "text/event-stream",
        body: 'retry: 600000\ndata: {"kind":"go_to","data":"/soeg?tekst=pleje"}\n\n',
      }),
    );
    await signInAs(page, "anne");
    await page.reload();
    await page.waitForURL(/#\/soeg\?tekst=pleje/);
    await page.waitForSelector("[data-room=search][aria-current=page]");
  });
});

test("filters narrow the list together and one press resets them", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "search");
    await page.getByLabel("Kun mine").check();
    await page.getByLabel("Kun åbne").check();
    await page.waitForURL(/mine=ja.*aabne=ja/);
    const expected = await ask(page, "list_cases", { ...everything, onlyMine: true, onlyOpen: true, offset: 0, limit: 1 });
    await page.getByText(`${expected.total} sager`).waitFor();
    await page.getByRole("button", { name: /Status$/ }).click();
    await page.getByRole("menuitemcheckbox", { name: "Oplyst" }).click();
    await page.waitForURL(/status=oplyst/);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Nulstil" }).click();
    await page.waitForURL(/#\/soeg$/);
  });
});

test("a team lead sees who drowns and comes to their cases with one press", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "bo");
    await enterRoom(page, "team");
    const load = await ask(page, "team_load", {});
    const worst = Math.max(...load.people.map((person) => person.late));
    assert.match(await row(page, 1).innerText(), new RegExp(`\\b${worst}\\b`), "those with most late cases stand first");
    await page.getByRole("button", { name: "Medarbejder" }).click();
    const name = await row(page, 1).locator("strong").innerText();
    const person = load.people.find((one) => one.name === name);
    await row(page, 1).click();
    await page.waitForURL(new RegExp(`ansvarlig=${person.employeeId}`));
    await roomReady(page);
    await page.getByText(person.open === 1 ? "1 sag" : `${person.open} sager`, { exact: true }).waitFor();
  });
});

test("a team lead comes from the count of cases assigned to nobody to the cases", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "bo");
    await enterRoom(page, "team");
    const { unassigned } = await ask(page, "team_load", {});
    await page.getByRole("button", { name: "Se sagerne" }).click();
    await page.waitForURL(/ansvarlig=ingen/);
    await roomReady(page);
    await page.getByText(unassigned === 1 ? "1 sag" : `${unassigned} sager`, { exact: true }).waitFor();
    assert.equal(await page.getByRole("combobox", { name: "Ansvarlig" }).inputValue(), "ingen");
  });
});
