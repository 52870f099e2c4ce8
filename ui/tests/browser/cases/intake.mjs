import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, enterRoom, focused, onDesk, openDesk, picture, ready, roomReady, row, signInAs, tabTo } from "../browser.mjs";
import { letter, pdf, zip } from "../intake-files.mjs";
import { choose, file, isFocused, onCase, settled, stateIn, takeIn } from "../intake-steps.mjs";

const application = pdf([["Ansøgning om byggetilladelse", "Side et"], ["Side to"], ["Side tre"]]);

/** One of each end a file can come to. */
const mixed = [
  file("afgørelse udkast.pdf", letter("Venlig hilsen, udkast")),
  file("afgørelse.pdf", letter("Venlig hilsen, endelig")),
  file("ansøgning.pdf", application),
  file("bilag.zip", zip([["kort/ansøgning kopi.pdf", application], ["inde.zip", zip([["tegning.pdf", pdf([["Tegning"]])]])]])),
  file("låst.pdf", pdf([["Bag lås"]], { password: "sommer" })),
  file("tom.pdf", Buffer.alloc(0)),
];
const allMixed = /^9 filer: 4 indlæst, 1 kopi, 2 pakker, 2 kunne ikke læses$/;

/** As when files are let go over the window. */
async function drop(page, files) {
  const transfer = await page.evaluateHandle(
    (given) => {
      const carried = new DataTransfer();
      for (const [name, base64] of given) {
        const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
        carried.items.add(new File([bytes], name));
      }
      return carried;
    },
    files.map(({ name, buffer }) => [name, buffer.toString("base64")]),
  );
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await page.getByText("Slip filerne for at indlæse dem").waitFor();
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  await page.getByText("Slip filerne for at indlæse dem").waitFor({ state: "detached" });
  await page.getByRole("dialog").waitFor();
}

test("files come in and are accounted for without a mouse: taken in, looked at, left out, undone", async () => {
  await onDesk({}, async (page) => {
    await onCase(page);
    await page.getByText("Ingen filer er indlæst på sagen.").waitFor();
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Vælg filer…");
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
    await chooser.setFiles(mixed);
    const dialog = page.getByRole("dialog");
    await dialog.getByText("afgørelse udkast.pdf").waitFor();
    await dialog.getByText("og 1 mere").waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent?.trim().startsWith("Indlæs på sag"));
    await picture(page, "intake-offer");
    await page.keyboard.press("Enter");
    await page.waitForURL(/indlaesning\//);
    await roomReady(page);
    await settled(page, allMixed);
    await page.getByText("Mangler før udlevering: 2 filer kunne ikke læses").waitFor();
    await picture(page, "intake-room");

    await tabTo(page, isFocused("[role=grid]"));
    assert.equal(await stateIn(page, 1), "Indlæst");
    assert.match(await row(page, 2).innerText(), /\d\d % ens med 1 afgørelse udkast\.pdf/);
    assert.match(await row(page, 5).innerText(), /4\.1[^]*Kopi[^]*Helt ens med 3 ansøgning\.pdf/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/fil=3/);
    const sheet = page.locator("[data-pages] img");
    const drawn = () => page.waitForFunction(() => (document.querySelector("[data-pages] img")?.naturalWidth ?? 0) > 100);
    await drawn();
    assert.equal(await sheet.getAttribute("alt"), "Side 1 i ansøgning.pdf");
    await tabTo(page, isFocused("[data-pages]"));
    await page.keyboard.press("ArrowRight");
    await page.getByText("Side 2 af 3").waitFor();
    await drawn();
    await picture(page, "intake-file");
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByText("Filen er en pakke.").waitFor();
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => !url.href.includes("fil="));
    assert.equal(await focused(page), "div Filer i indlæsningen", "closing gives the focus back to the list");
    assert.equal(await page.getAttribute("[role=grid]", "aria-activedescendant"), "intake-files-row-3", "at the file that was looked at last");

    await page.keyboard.press("End");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Space");
    await page.getByText("2 markeret").waitFor();
    await page.keyboard.press("u");
    const reason = page.getByRole("dialog", { name: "Udelad 2 filer" });
    await reason.waitFor();
    await page.waitForFunction(isFocused("textarea"));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Shift+Tab");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Udelad");
    await page.keyboard.press("Enter");
    await reason.getByText("Skriv en grund.").waitFor();
    assert.match(await focused(page), /^textarea/, "without a reason nothing is left out");
    await page.keyboard.type("Afsenderen har sendt dem igen");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Udelad");
    await page.keyboard.press("Enter");
    await settled(page, /^9 filer: 4 indlæst, 1 kopi, 2 pakker, 2 udeladt$/);
    await page.getByText("Alle filer er gjort rede for").waitFor();
    await page.getByText("2 filer er udeladt.").waitFor();
    await picture(page, "intake-complete");
    await tabTo(page, () => document.activeElement?.textContent?.trim() === "Fortryd", "Shift+Tab");
    await page.keyboard.press("Enter");
    await settled(page, allMixed);
    await page.getByText("Mangler før udlevering: 2 filer kunne ikke læses").waitFor();
  });
});

test("a locked file opens with its password, and says so when it is the wrong one", async () => {
  await onDesk({}, async (page) => {
    await onCase(page);
    await takeIn(page, [mixed[4], mixed[5]]);
    await settled(page, /^2 filer: 2 kunne ikke læses$/);
    await page.locator("[data-missing=unreadable]").click();
    await page.waitForURL(/vis=unreadable/);
    await row(page, 1).click();
    await page.getByText("Låst med adgangskode").first().waitFor();
    await picture(page, "intake-locked");
    const password = page.getByLabel("Adgangskode til filen", { exact: true });
    await page.getByRole("button", { name: "Åbn filen" }).click();
    await page.getByText("Feltet skal udfyldes.").waitFor();
    await password.fill("vinter");
    await page.keyboard.press("Enter");
    await page.getByText("Adgangskoden åbner ikke filen").first().waitFor();
    await password.fill("sommer");
    await page.keyboard.press("Enter");
    await settled(page, /^2 filer: 1 indlæst, 1 kunne ikke læses$/);
    await page.waitForFunction(() => (document.querySelector("[data-pages] img")?.naturalWidth ?? 0) > 100);
  });
});

test("what is dropped belongs to no case until somebody says which, and more can be added to it", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await drop(page, [mixed[2]]);
    const dialog = page.getByRole("dialog", { name: "Indlæs 1 fil eller mappe" });
    await page.waitForFunction(isFocused("dialog input[type=text]"));
    await dialog.getByRole("button", { name: "Indlæs", exact: true }).click();
    await dialog.getByText("Søg sagen frem, og vælg den.").waitFor();
    await picture(page, "intake-which-case");
    const { rows } = await ask(page, "list_cases", {
      text: "", status: [], unitId: null, responsibleId: null, onlyMine: true, onlyUnassigned: false, onlyOpen: true, due: null,
      sort: "due_first", offset: 0, limit: 10,
    });
    await dialog.getByLabel("Hvilken sag hører filerne til?").fill(rows[0].number);
    await page.keyboard.press("Tab");
    await dialog.getByRole("radio").first().check();
    await dialog.getByRole("button", { name: `Indlæs på sag ${rows[0].number}` }).click();
    await page.waitForURL(/indlaesning\//);
    await settled(page, /^1 fil: 1 indlæst$/);
    await page.getByRole("heading", { name: `Indlæsning på sag ${rows[0].number}` }).waitFor();

    const before = page.url();
    await drop(page, [mixed[0], mixed[1]]);
    const more = page.getByRole("dialog", { name: "Indlæs 2 filer og mapper" });
    assert.equal(await more.getByRole("radio", { name: /^Læg dem til indlæsningen/ }).isChecked(), true, "the open one is proposed");
    await more.getByRole("button", { name: /^Indlæs på sag/ }).click();
    await settled(page, /^3 filer: 3 indlæst$/);
    assert.equal(page.url(), before);

    await page.getByRole("link", { name: "Til sagen" }).click();
    await page.waitForSelector("main [data-intake]");
    assert.match(await page.locator("main [data-intake]").innerText(), /3 filer[^]*Alle filer er gjort rede for/);
    await drop(page, [mixed[3]]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.equal(await page.locator("main [data-intake]").count(), 1, "nothing is taken in that nobody said yes to");
  });
});

test("files that are chosen on the page of a case are proposed for that case", async () => {
  await onDesk({}, async (page) => {
    await onCase(page);
    const id = new URLSearchParams(page.url().split("?")[1]).get("sag");
    const { row: own } = await ask(page, "show_case", { id, from: null });
    await page.evaluate((to) => (location.hash = `#/sag/${to}`), id);
    await page.getByRole("heading", { name: new RegExp(`^${own.number}`) }).waitFor();
    await choose(page, [file("ansøgning.pdf", application)]);
    await page.getByRole("button", { name: `Indlæs på sag ${own.number}` }).waitFor();
    // Once one has left the page, it stands open no more.
    await page.keyboard.press("Escape");
    await enterRoom(page, "my_day");
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Control+Shift+i")]);
    await chooser.setFiles([file("ansøgning.pdf", application)]);
    await page.getByRole("dialog").getByLabel("Hvilken sag hører filerne til?").waitFor();
  });
});

test("two that are alike stand side by side, and a person says whether they are one", async () => {
  await onDesk({}, async (page) => {
    await onCase(page);
    await takeIn(page, [mixed[0], mixed[1]]);
    await settled(page, /^2 filer: 2 indlæst$/);
    await page.getByRole("button", { name: "1 fil ligner en anden" }).click();
    await page.waitForURL(/vis=alike/);
    await row(page, 1).click();
    await page.getByRole("button", { name: "Sammenlign" }).click();
    await page.waitForFunction(() => {
      const both = [...document.querySelectorAll("[data-pages] img")];
      return both.length === 2 && both.every((one) => one.naturalWidth > 50);
    });
    await picture(page, "intake-compare");
    await page.getByRole("button", { name: "Samme dokument" }).click();
    await settled(page, /^2 filer: 1 indlæst, 1 kopi$/);
    await page.getByRole("button", { name: "To dokumenter" }).click();
    await settled(page, /^2 filer: 2 indlæst$/);
  });
});

test("ten thousand files scroll, are searched, marked and saved as a list", async () => {
  await onDesk({}, async (page) => {
    await onCase(page);
    const entries = Array.from({ length: 10_000 }, (_, at) => [`sag ${Math.floor(at / 100)}/side ${at + 1}.pdf`, pdf([[`Side ${at % 20}`]])]);
    await takeIn(page, [file("arkiv.zip", zip(entries))]);
    await settled(page, /^10\.001 filer: 20 indlæst, 9\.980 kopier, 1 pakke$/);
    await page.waitForFunction(() => document.querySelector("[role=grid]")?.getAttribute("aria-rowcount") === "10002");
    await page.focus("[role=grid]");
    await page.keyboard.press("End");
    await row(page, 10_001).getByText("side 10000.pdf").waitFor();
    await page.keyboard.press("Home");
    await row(page, 1).getByText("arkiv.zip").waitFor();
    await page.getByLabel("Søg i filnavne").fill("side 777");
    await page.waitForFunction(() => document.querySelector("[role=grid]")?.getAttribute("aria-rowcount") === "12");
    await page.getByRole("button", { name: "Markér alle 11 viste" }).click();
    await page.getByText("11 markeret").waitFor();
    await picture(page, "intake-many");
    await page.getByRole("button", { name: "Gem listen" }).click();
    await page.getByText("Filen får alle 10.001 filer").waitFor();
    const [saved] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    assert.match(saved.suggestedFilename(), /\.xlsx$/);
  });
});

test("the list grows while it is read, and the row somebody is at stays where it is", async () => {
  await onDesk({}, async (page) => {
    await onCase(page);
    const archive = (name) => file(`${name}.zip`, zip(Array.from({ length: 40 }, (_, at) => [`${name} ${at}.pdf`, pdf([[name, String(at)]])])));
    await takeIn(page, [archive("a"), archive("b"), file("til sidst.pdf", application)]);
    await page.waitForFunction(() => document.querySelectorAll("[id^=intake-files-row-]").length >= 3);
    const position = () =>
      page.evaluate(() => {
        const grid = document.querySelector("[role=grid]");
        const at = document.getElementById(grid?.getAttribute("aria-activedescendant") ?? "");
        return { name: at?.querySelector(".name")?.textContent.trim(), top: at && Math.round(at.getBoundingClientRect().top) };
      });
    await page.focus("[role=grid]");
    await page.keyboard.press("End");
    const before = await position();
    assert.equal(before.name, "til sidst.pdf");
    await settled(page, /^83 filer: 81 indlæst, 2 pakker$/);
    await page.waitForFunction(() => document.querySelector("[role=grid]")?.getAttribute("aria-rowcount") === "84");
    assert.equal((await position()).name, "til sidst.pdf");
    assert.equal(await page.getAttribute("[role=grid]", "aria-activedescendant"), "intake-files-row-82");
  });
});

test("who only reads sees it all and can change nothing, and drops nothing", async () => {
  await onDesk({}, async (page, backend) => {
    await onCase(page);
    await takeIn(page, [mixed[2], mixed[5]]);
    await settled(page, /^2 filer: 1 indlæst, 1 kunne ikke læses$/);
    const link = new URL(page.url()).hash;
    const other = await openDesk(backend.url);
    await signInAs(other.page, "dorthe");
    await other.page.evaluate((hash) => (location.hash = hash), link);
    await roomReady(other.page);
    await settled(other.page, /^2 filer: 1 indlæst, 1 kunne ikke læses$/);
    assert.equal(await other.page.getByRole("button", { name: "Vælg filer…" }).count(), 0);
    await row(other.page, 2).click();
    await other.page.getByText("Filen er tom").first().waitFor();
    assert.equal(await other.page.getByRole("button", { name: "Udelad…" }).count(), 0);
    assert.deepEqual(other.faults, []);
    await other.close();
  });
});

test("what fails is told, and asked for again", async () => {
  await onDesk({}, async (page) => {
    await onCase(page);
    await takeIn(page, [mixed[2]]);
    await settled(page, /^1 fil: 1 indlæst$/);
    await page.route("**/bytes/intake/**", (route) => route.abort());
    await row(page, 1).click();
    await page.getByText("Siden kunne ikke vises.").waitFor();
    await page.unroute("**/bytes/intake/**");
    await page.getByRole("button", { name: "Prøv igen" }).click();
    await page.waitForFunction(() => (document.querySelector("[data-pages] img")?.naturalWidth ?? 0) > 100);
    await page.goto(`${new URL(page.url()).origin}/#/indlaesning/00000000-0000-7000-8000-000000000000`);
    await page.getByText("Det findes ikke, eller du har ikke adgang til det.").waitFor();
    await page.route("**/offer?**", (route) => route.abort());
    await enterRoom(page, "search");
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Control+Shift+I")]);
    await chooser.setFiles([mixed[2]]);
    await page.getByRole("dialog", { name: "Filerne blev ikke taget imod" }).waitFor();
  });
});

for (const theme of ["light", "dark", "contrast"]) {
  test(`axe finds nothing to say about an intake in the ${theme} theme`, async () => {
    await onDesk({}, async (page) => {
      await onCase(page);
      await ask(page, "change_setting", { key: "theme", value: theme });
      await page.reload();
      await ready(page, "signed_in");
      await roomReady(page);
      const look = async (name) => {
        await picture(page, `${theme}-intake-${name}`);
        await hasNoViolation(page, `${theme}-intake-${name}`);
      };
      await choose(page, mixed);
      await page.getByRole("button", { name: /^Indlæs på sag/ }).waitFor();
      await look("offer");
      await page.getByRole("button", { name: "Vælg en anden sag" }).click();
      await page.getByLabel("Hvilken sag hører filerne til?").fill("hjælp");
      await page.getByRole("radio").first().check();
      await look("which-case");
      await page.getByRole("button", { name: /^Indlæs på sag/ }).click();
      await page.waitForURL(/indlaesning\//);
      await roomReady(page);
      await settled(page, allMixed);
      await row(page, 2).locator("input[type=checkbox]").check();
      await look("room");
      await page.keyboard.press("u");
      await page.getByRole("button", { name: "Udelad…" }).first().click();
      await page.getByRole("dialog").waitFor();
      await look("reason");
      await page.keyboard.press("Escape");
      await row(page, 2).click();
      await page.getByRole("button", { name: "Sammenlign" }).click();
      await page.waitForFunction(() => [...document.querySelectorAll("[data-pages] img")].filter((one) => one.naturalWidth > 50).length === 2);
      await look("compare");
      await page.keyboard.press("Escape");
      await page.locator("[data-shown=unreadable]").click();
      await page.waitForURL(/vis=unreadable/);
      await row(page, 1).click();
      await page.getByLabel("Adgangskode til filen", { exact: true }).waitFor();
      await look("locked");
      await page.keyboard.press("Escape");
      await page.getByRole("tab", { name: /^Skjulte oplysninger/ }).click();
      await look("hidden");
      await page.getByRole("link", { name: "Til sagen" }).click();
      await page.waitForSelector("main [data-intake]");
      await look("case");
    });
  });
}
