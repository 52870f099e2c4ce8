import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, focused, onDesk, picture, ready, roomReady, tabTo } from "../browser.mjs";
import { answer, pdf } from "../intake-files.mjs";
import { file, isFocused, onCase, settled, takeIn } from "../intake-steps.mjs";

const first = { from: "borger@example.org", text: "Vi søger om tilladelse til at bygge et skur på 12 kvadratmeter ved skellet mod nord." };
const second = { from: "anne@example.org", text: "Vi har modtaget ansøgningen og sender den videre til teknisk forvaltning i dag." };
const third = { from: "teknik@example.org", text: "Det er noteret i sagen, og I hører fra os i næste uge om skellet." };
const thread = [
  file("1 ansøgning.eml", answer({ number: 1, ...first, to: "byg@example.org", subject: "Skur" })),
  file("2 svar.eml", answer({ number: 2, ...second, to: "teknik@example.org", subject: "SV: Skur", quotes: [first] })),
  file("3 svar.eml", answer({ number: 3, ...third, to: "anne@example.org", subject: "SV: SV: Skur", quotes: [second, first] })),
];

const ofMail = (page, place) => page.locator(`[data-mail="${place}"]`);
const onButtonOf = (place, name) =>
  `document.activeElement?.textContent?.trim() === ${JSON.stringify(name)} && document.activeElement.closest("[data-mail]")?.dataset.mail === "${place}"`;

async function toThreads(page) {
  await tabTo(page, isFocused("[role=tab]"));
  await page.keyboard.press("End");
  await page.waitForURL(/del=traade/);
  await ofMail(page, 1).waitFor();
}

test("a mail that others quote is left out everywhere at once, and taken back, without a mouse", async () => {
  await onDesk({}, async (page) => {
    await onCase(page);
    await takeIn(page, [...thread, file("kort.pdf", pdf([["Kort"]]))]);
    await settled(page, /^4 filer: 4 indlæst$/);
    await toThreads(page);
    assert.deepEqual(await page.locator("[data-mail]").evaluateAll((all) => all.map((one) => one.dataset.mail)), ["1", "2", "3"], "in the order they were sent");
    await page.getByRole("heading", { name: "Skur 3 mails" }).waitFor();
    await ofMail(page, 1).getByText("Står også citeret i 2 mails").waitFor();
    await ofMail(page, 2).getByText("Står også citeret i 1 mail").waitFor();
    assert.equal(await ofMail(page, 3).getByText("Står også citeret").count(), 0);
    await picture(page, "intake-threads");

    await tabTo(page, onButtonOf(1, "Udelad alle steder…"));
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Udelad mailen alle steder" });
    await dialog.getByText("det samme gælder citaterne af den i 2 andre mails").waitFor();
    await picture(page, "intake-threads-reason");
    await page.waitForFunction(isFocused("textarea"));
    await page.keyboard.type("Uden for anmodningen");
    await tabTo(page, `document.activeElement?.textContent?.trim() === "Udelad"`);
    await page.keyboard.press("Enter");
    await settled(page, /^4 filer: 3 indlæst, 1 udeladt$/);
    await ofMail(page, 1).getByText("2 citater er udeladt").waitFor();
    await ofMail(page, 1).getByText("Udeladt af Anne Krogsgaard: Uden for anmodningen").waitFor();
    await page.getByText("Mailen og 2 citater er udeladt.").waitFor();
    assert.notEqual(await focused(page), "nothing");
    await picture(page, "intake-threads-left-out");

    // What was decided stands at the quotation itself.
    await ofMail(page, 1).locator('[data-open="2"]').click();
    await page.waitForURL(/fil=2/);
    await page.getByText("Udeladt: Uden for anmodningen (Anne Krogsgaard)").waitFor();
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement?.dataset.open === "2", undefined);

    await tabTo(page, onButtonOf(1, "Tag med igen alle steder"), "Shift+Tab");
    await page.keyboard.press("Enter");
    await settled(page, /^4 filer: 4 indlæst$/);
    await ofMail(page, 1).getByRole("button", { name: "Udelad alle steder…" }).waitFor();
    assert.equal(await ofMail(page, 1).getByText("udeladt").count(), 0);

    await page.getByLabel("Søg i emner og afsendere").fill("frokost");
    await page.getByText("Ingen filer passer").waitFor();
    await page.getByLabel("Søg i emner og afsendere").fill("teknik");
    await ofMail(page, 3).waitFor();
  });
});

test("a wrong folder is taken away again with a reason, and the case says so", async () => {
  await onDesk({}, async (page) => {
    await onCase(page);
    await takeIn(page, thread);
    await settled(page, /^3 filer: 3 indlæst$/);
    const link = new URL(page.url()).hash;
    await tabTo(page, `document.activeElement?.textContent?.trim() === "Fjern indlæsningen…"`);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Fjern indlæsningen" });
    await dialog.getByText("3 filer fjernes fra Sagsbord").waitFor();
    await page.waitForFunction(isFocused("textarea"));
    await picture(page, "intake-remove");
    await hasNoViolation(page, "intake-remove");
    await dialog.getByRole("button", { name: "Fjern indlæsningen" }).click();
    await dialog.getByText("Skriv en grund.").waitFor();
    await tabTo(page, `document.activeElement?.textContent?.trim() === "Forkert mappe"`);
    await page.keyboard.press("Enter");
    await tabTo(page, `document.activeElement?.textContent?.trim() === "Fjern indlæsningen"`);
    await page.keyboard.press("Enter");
    await page.waitForURL(/#\/sag\//);
    const removed = page.locator("main [data-removed]");
    await removed.getByText("Fjernet: Forkert mappe").waitFor();
    assert.match(await removed.innerText(), /3 filer[^]*Anne Krogsgaard/);
    assert.equal(await page.locator("main [data-intake]").count(), 0);
    await picture(page, "intake-removed");
    await page.evaluate((hash) => (location.hash = hash), link);
    await page.getByText("Det findes ikke, eller du har ikke adgang til det.").waitFor();
  });
});

for (const theme of ["light", "dark", "contrast"]) {
  test(`axe finds nothing to say about mail threads in the ${theme} theme`, async () => {
    await onDesk({}, async (page) => {
      await onCase(page);
      await ask(page, "change_setting", { key: "theme", value: theme });
      await page.reload();
      await ready(page, "signed_in");
      await roomReady(page);
      await takeIn(page, thread);
      await settled(page, /^3 filer: 3 indlæst$/);
      await toThreads(page);
      await picture(page, `${theme}-intake-threads`);
      await hasNoViolation(page, `${theme}-intake-threads`);
    });
  });
}
