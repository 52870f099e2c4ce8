import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, focused, onDesk, picture, ready, roomReady, row, tabTo } from "../browser.mjs";
import { answer, docx, mail, pdf, scan, xlsx, zip } from "../intake-files.mjs";
import { file, isFocused, onCase, settled, takeIn } from "../intake-steps.mjs";

const contract = docx({
  text: "Aftale om levering af hjælpemidler.",
  deleted: "Prisen er 480.000 kr.",
  inserted: "Prisen er 510.000 kr.",
  comment: "Må borgeren se denne?",
  hidden: "Internt: forhandlet med to leverandører.",
});
const book = xlsx({ seen: "Budget 2026", unseen: "Rabat: 12 %" });
const letterByMail = mail({
  from: "Bo Byggeri <bo@example.org>",
  to: "byg@example.org",
  subject: "Ansøgning om skur",
  text: "Vedhæftet er ansøgningen.",
  attachments: [["ansøgning.pdf", pdf([["Ansøgning"]])]],
});

const finding = (page, text) => page.locator("li", { has: page.getByText(text, { exact: true }) });
const onButton = (name, kind) =>
  `document.activeElement?.textContent?.trim() === ${JSON.stringify(name)} && document.activeElement.closest("li")?.innerText.includes(${JSON.stringify(kind)})`;

async function onTheCaseAgain(page) {
  await page.reload();
  await ready(page, "signed_in");
  await roomReady(page);
}

async function giveReason(page) {
  await page.waitForFunction(isFocused("textarea"));
  await page.keyboard.type("Siger intet om sagen");
  await tabTo(page, `document.activeElement?.textContent?.trim() === "Udelad"`);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

test("what office files hide is shown, and each is decided about without a mouse", async () => {
  await onDesk({}, async (page) => {
    await onCase(page);
    await takeIn(page, [file("aftale.docx", contract), file("budget.xlsx", book)]);
    await settled(page, /^2 filer: 2 indlæst$/);
    await page.getByText(/Mangler før udlevering: \d+ skjulte oplysninger uden valg/).waitFor();
    await tabTo(page, isFocused("[role=grid]"));
    await page.keyboard.press("Enter");
    await page.waitForURL(/fil=1/);
    for (const [kind, text] of [
      ["Slettet tekst (sporet ændring)", "Prisen er 480.000 kr."],
      ["Tilføjet tekst (sporet ændring)", "Prisen er 510.000 kr."],
      ["Kommentar", "Må borgeren se denne?"],
      ["Skjult tekst", "Internt: forhandlet med to leverandører."],
    ]) {
      const one = finding(page, text);
      await one.getByText(kind, { exact: true }).waitFor();
      assert.equal(await one.getByRole("button", { name: "Tag med som egen side" }).count(), 1, kind);
    }
    await picture(page, "intake-hidden-file");

    await tabTo(page, onButton("Tag med som egen side", "Kommentar"));
    await page.keyboard.press("Enter");
    await finding(page, "Må borgeren se denne?").getByText("Kommer med som egen side (Anne Krogsgaard)").waitFor();
    await tabTo(page, onButton("Udelad…", "Slettet tekst"), "Shift+Tab");
    await page.keyboard.press("Enter");
    await giveReason(page);
    await finding(page, "Prisen er 480.000 kr.").getByText("Udeladt: Siger intet om sagen (Anne Krogsgaard)").waitFor();
    await tabTo(page, onButton("Fortryd", "Slettet tekst"), "Shift+Tab");
    await page.keyboard.press("Enter");
    await finding(page, "Prisen er 480.000 kr.").getByRole("button", { name: "Udelad…" }).waitFor();

    await page.keyboard.press("Alt+ArrowDown");
    await finding(page, "Rabat: 12 %").getByText("Skjult regneark", { exact: true }).waitFor();
    await picture(page, "intake-hidden-sheet");
    await page.keyboard.press("Escape");

    // The rest by its kind, in all files.
    await tabTo(page, isFocused("[role=tab]"), "Shift+Tab");
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(/del=skjult/);
    await page.locator("[data-hidden=comment]").getByText("Der er valgt").waitFor();
    await picture(page, "intake-hidden-kinds");
    const kinds = await page.locator("li.open").evaluateAll((all) => all.map((one) => one.dataset.hidden));
    assert.deepEqual(kinds.toSorted(), ["deleted_text", "hidden_sheet", "hidden_text", "inserted_text"]);
    for (const kind of kinds) {
      await tabTo(page, `document.activeElement?.closest("[data-hidden]")?.dataset.hidden === "${kind}" && document.activeElement.textContent.includes("Udelad")`);
      await page.keyboard.press("Enter");
      await giveReason(page);
      await page.locator(`[data-hidden=${kind}]`).getByText("Der er valgt").waitFor();
      assert.notEqual(await focused(page), "nothing", "closing the dialog gives the focus back");
    }
    await page.getByText("Alle filer er gjort rede for").waitFor();
    await page.locator("[data-hidden=hidden_sheet]").getByRole("button", { name: "Fortryd valgene…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Fortryd valgene" }).click();
    await page.getByText("Mangler før udlevering: 1 skjult oplysning uden valg").waitFor();
  });
});

test("a mail shows its head and what came with it, and who was written to unseen", async () => {
  await onDesk({}, async (page) => {
    await onCase(page);
    const secret = answer({
      number: 1,
      from: "leder@example.org",
      to: "byg@example.org",
      bcc: "advokat@example.org",
      subject: "Om skuret",
      text: "Vi taler om det på mødet i morgen.",
    });
    await takeIn(page, [file("brev.eml", letterByMail), file("intern.eml", secret)]);
    await settled(page, /^3 filer: 3 indlæst$/);
    await row(page, 2).getByText("ansøgning.pdf").waitFor();
    await row(page, 2).getByText("1.1", { exact: true }).waitFor();
    await row(page, 1).click();
    const about = page.getByRole("group", { name: "Om filen" });
    for (const said of ["Bo Byggeri <bo@example.org>", "byg@example.org", "Ansøgning om skur"]) {
      await about.getByText(said, { exact: true }).waitFor();
    }
    await about.getByText(/2\. november 2026|02\.11\.2026|2\. nov/).first().waitFor();
    await picture(page, "intake-mail");
    await page.keyboard.press("Escape");
    await row(page, 3).click();
    await finding(page, "advokat@example.org").getByText("Skjult modtager (bcc)", { exact: true }).waitFor();
  });
});

test("a scanned page is read from its picture, and what is unsure is pointed at", async () => {
  await onDesk({}, async (page) => {
    await onCase(page);
    const sure = await scan(page, ["Ansøgning om hjælpemidler", "Kommunen har modtaget din ansøgning", "og behandler den inden fire uger."]);
    const empty = await scan(page, []);
    await takeIn(page, [file("scanning.png", sure), file("blank.png", empty)]);
    await settled(page, /^2 filer: 2 indlæst$/);
    await row(page, 1).click();
    await page.getByText(/Teksten er læst fra billedet, \d+ % sikkert/).waitFor();
    await page.getByText("1, 1 læst fra billede").waitFor();
    await page.waitForFunction(() => (document.querySelector("[data-pages] img")?.naturalWidth ?? 0) > 100);
    await picture(page, "intake-scan");
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByText("Blank side").first().waitFor();
    await picture(page, "intake-blank");
  });
});

test("reading is paused by keyboard, stays paused, and goes on to the same end", async () => {
  await onDesk({}, async (page) => {
    await onCase(page);
    const many = Array.from({ length: 400 }, (_, at) => [`${at}.pdf`, pdf([[`Side ${at}`]])]);
    await takeIn(page, [file("mange.zip", zip(many))]);
    await tabTo(page, `document.activeElement?.textContent?.trim() === "Pause"`);
    await page.keyboard.press("Enter");
    // Said when what was in hand has been read to its end.
    await page.getByText("Sat på pause.").waitFor();
    await picture(page, "intake-paused");
    await hasNoViolation(page, "intake-paused");
    await onTheCaseAgain(page);
    await page.getByText("Sat på pause.").waitFor();
    const before = await page.locator("[data-sums]").innerText();
    assert.match(before, / venter$/);
    await page.waitForTimeout(700);
    await onTheCaseAgain(page);
    await page.getByText("Sat på pause.").waitFor();
    assert.equal(await page.locator("[data-sums]").innerText(), before, "nothing is read meanwhile");
    await tabTo(page, `document.activeElement?.textContent?.trim() === "Fortsæt"`);
    await page.keyboard.press("Enter");
    await settled(page, /^401 filer: 400 indlæst, 1 pakke$/);
    await row(page, 1).getByText("Pakke", { exact: true }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Pause" }).count(), 0);
  });
});

for (const theme of ["light", "dark", "contrast"]) {
  test(`axe finds nothing to say about what files hide in the ${theme} theme`, async () => {
    await onDesk({}, async (page) => {
      await onCase(page);
      await ask(page, "change_setting", { key: "theme", value: theme });
      await page.reload();
      await ready(page, "signed_in");
      await roomReady(page);
      await takeIn(page, [file("aftale.docx", contract), file("brev.eml", letterByMail)]);
      await settled(page, /^3 filer: 3 indlæst$/);
      await row(page, 1).click();
      await finding(page, "Må borgeren se denne?").waitFor();
      await picture(page, `${theme}-intake-hidden-file`);
      await hasNoViolation(page, `${theme}-intake-hidden-file`);
      await page.keyboard.press("Escape");
      await page.getByRole("tab", { name: /^Skjulte oplysninger/ }).click();
      await page.locator("[data-hidden=comment]").waitFor();
      await picture(page, `${theme}-intake-kinds`);
      await hasNoViolation(page, `${theme}-intake-kinds`);
    });
  });
}
