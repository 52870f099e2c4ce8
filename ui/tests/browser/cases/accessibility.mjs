import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, enterRoom, onDesk, openDesk, picture, ready, roomReady, row, signInAs } from "../browser.mjs";

const note = `Notat
Borgeren er doven og krævende. Hendes søster Ditte Møllegaard, cpr. 610180-1234, har en depression
og bor på Kastanievej 12, 2. tv., 8000 Aarhus C. Telefon 61 12 34 56.
`;

async function look(page, name) {
  await picture(page, name);
  await hasNoViolation(page, name);
}

for (const theme of ["light", "dark", "contrast"]) {
  test(`axe finds nothing to say about any screen in the ${theme} theme`, async () => {
    await onDesk({}, async (page, backend) => {
      const asPerson = async (username, work) => {
        const desk = await openDesk(backend.url);
        await desk.page.evaluate((t) => localStorage.setItem("sagsbord.look", JSON.stringify({ theme: t })), theme);
        await desk.page.reload();
        await signInAs(desk.page, username);
        await ask(desk.page, "change_setting", { key: "theme", value: theme });
        await desk.page.reload();
        await ready(desk.page, "signed_in");
        await roomReady(desk.page);
        await work(desk.page);
        assert.deepEqual(desk.faults, []);
        await desk.close();
      };

      await page.evaluate((t) => localStorage.setItem("sagsbord.look", JSON.stringify({ theme: t })), theme);
      await page.reload();
      await ready(page, "sign_in");
      await look(page, `${theme}-sign-in`);

      await asPerson("anne", async (desk) => {
        await desk.locator("[data-row]").first().waitFor();
        await look(desk, `${theme}-my-day`);
        await desk.locator("[data-row]").first().click();
        await desk.waitForSelector("aside h2");
        await look(desk, `${theme}-my-day-case`);
        await enterRoom(desk, "search");
        await row(desk, 1).waitFor();
        await look(desk, `${theme}-search`);
        await desk.fill("[role=search] input", "findesikke");
        await desk.getByText("Ingen sager fundet").waitFor();
        await look(desk, `${theme}-search-empty`);
        await enterRoom(desk, "deadlines");
        await row(desk, 1).waitFor();
        await look(desk, `${theme}-deadlines`);
        await desk.getByLabel("Hvis frister").selectOption("everybodys");
        await desk.getByLabel("Gruppér").selectOption("responsible");
        const people = desk.getByRole("listbox", { name: "Personer" }).getByRole("option");
        await people.nth(1).click();
        await desk.waitForSelector("[role=listbox] [role=option]:nth-child(2)[aria-selected=true]");
        await look(desk, `${theme}-deadlines-groups`);
        await desk.getByRole("button", { name: "Gemte filtre" }).click();
        await look(desk, `${theme}-deadlines-filter-menu`);
        await desk.getByRole("menuitem", { name: "Gem dette filter" }).click();
        await desk.keyboard.press("Enter");
        await desk.getByText("Feltet skal udfyldes.").waitFor();
        await look(desk, `${theme}-deadlines-filter-new`);
        await desk.getByRole("dialog").getByLabel("Navn").fill("Kollegaens");
        await desk.keyboard.press("Enter");
        await desk.getByRole("button", { name: "Kollegaens" }).click();
        await desk.getByRole("menuitem", { name: "Ret gemte filtre" }).click();
        await look(desk, `${theme}-deadlines-filters`);
        await desk.keyboard.press("Escape");
        await desk.getByRole("button", { name: "Gem som fil" }).click();
        await desk.getByRole("menuitem", { name: "Listen som regneark" }).click();
        await desk.getByText("Filen indeholder personoplysninger").waitFor();
        await look(desk, `${theme}-deadlines-save`);
        await desk.keyboard.press("Escape");
        await desk.getByLabel("Navn, CPR-nummer").fill("findesikke");
        await desk.getByText("Ingen frister fundet").waitFor();
        await look(desk, `${theme}-deadlines-empty`);
        await desk.route("**/call/*_deadlines", (route) => route.abort());
        await desk.getByLabel("Navn, CPR-nummer").fill("");
        await desk.locator("main [role=alert]").first().waitFor();
        await look(desk, `${theme}-deadlines-failed`);
        await desk.unroute("**/call/*_deadlines");
        await enterRoom(desk, "quality");
        await look(desk, `${theme}-quality-empty`);
        await desk.getByLabel("Teksten, der tjekkes").fill(note);
        await desk.locator(".under mark").first().waitFor();
        await look(desk, `${theme}-quality`);
        await desk.locator(".result [role=option]").first().click();
        await desk.getByText("står på ordlisten").waitFor();
        await look(desk, `${theme}-quality-finding`);
        await desk.getByLabel("Udlevering").check();
        await desk.getByLabel("Udleveres efter").selectOption("party_access");
        await desk.getByLabel("Vis", { exact: true }).selectOption("NAME");
        await desk.locator(".result [role=option]").first().click();
        await desk.getByText("forvaltningslovens").waitFor();
        await look(desk, `${theme}-quality-release`);
        await desk.getByLabel("Teksten, der tjekkes").fill("Mødet er flyttet til tirsdag.");
        await desk.getByText("Ingen fund").waitFor();
        await look(desk, `${theme}-quality-none`);
        await desk.route("**/call/*_text", (route) => route.abort());
        await desk.getByLabel("Teksten, der tjekkes").fill("Mødet er aflyst.");
        await desk.locator("main [role=alert]").waitFor();
        await look(desk, `${theme}-quality-failed`);
        await desk.unroute("**/call/*_text");
        await desk.getByRole("tab", { name: "Ordliste" }).click();
        await row(desk, 1).waitFor();
        await look(desk, `${theme}-quality-words`);
        await desk.getByRole("tab", { name: "Regler" }).click();
        await row(desk, 1).waitFor();
        await look(desk, `${theme}-quality-rules`);
        await enterRoom(desk, "settings");
        await look(desk, `${theme}-settings-mine`);
        await desk.keyboard.press("Control+k");
        await look(desk, `${theme}-palette`);
        await desk.keyboard.press("Escape");
        await desk.keyboard.press("F1");
        await look(desk, `${theme}-shortcuts`);
        await desk.keyboard.press("Escape");
        await desk.locator("header button[aria-haspopup=menu]").click();
        await look(desk, `${theme}-person-menu`);
        await desk.keyboard.press("Escape");
        await desk.keyboard.press("Control+l");
        await ready(desk, "locked");
        await look(desk, `${theme}-locked`);
      });
      await asPerson("mads", async (desk) => {
        await desk.getByText("Intet presser sig på").waitFor();
        await look(desk, `${theme}-my-day-empty`);
        await enterRoom(desk, "quality");
        await desk.getByRole("tab", { name: "Ordliste" }).click();
        await row(desk, 1).waitFor();
        await row(desk, 1).click();
        await desk.getByRole("button", { name: "Prøv på det, der findes" }).click();
        await desk.locator(".counts").waitFor();
        await look(desk, `${theme}-quality-word`);
        await desk.getByRole("button", { name: "Gem" }).click();
        await desk.getByRole("tab", { name: "Regler" }).click();
        await desk.getByLabel("Find regel eller lov").fill("mailadresser");
        await row(desk, 1).click();
        await desk.getByLabel("Notat under skrivning").uncheck();
        await desk.getByRole("button", { name: "Gem" }).click();
        await desk.getByRole("dialog").locator("[aria-invalid=true]").waitFor();
        await desk.getByRole("button", { name: "Prøv på det, der findes" }).click();
        await desk.locator(".counts").waitFor();
        await look(desk, `${theme}-quality-rule`);
        await desk.getByLabel("Begrundelse").fill("Notater er fulde af dem");
        await desk.getByRole("button", { name: "Gem" }).click();
        await desk.getByRole("dialog").waitFor({ state: "detached" });
        await desk.getByRole("tab", { name: "Versioner" }).click();
        await desk.getByRole("button", { name: "Se ændringen" }).first().waitFor();
        await look(desk, `${theme}-quality-versions`);
        await desk.getByRole("button", { name: "Se ændringen" }).first().click();
        await desk.getByRole("dialog").getByText("oplyser kun ved").waitFor();
        await look(desk, `${theme}-quality-version`);
        await desk.keyboard.press("Escape");
        await desk.getByRole("tab", { name: "Målt kvalitet" }).click();
        await desk.getByRole("rowheader", { name: "Helbred" }).waitFor();
        await look(desk, `${theme}-quality-measured`);
        await enterRoom(desk, "team");
        await row(desk, 1).waitFor();
        await look(desk, `${theme}-team`);
        await enterRoom(desk, "audit");
        await row(desk, 1).waitFor();
        await look(desk, `${theme}-audit`);
        await desk.getByRole("button", { name: "Efterprøv kæden" }).click();
        await desk.getByRole("dialog").getByRole("button", { name: "Efterprøv" }).click();
        await desk.getByText("Kæden er hel").waitFor();
        await look(desk, `${theme}-audit-verify`);
      });
      await asPerson("agnes", async (desk) => {
        for (const [tab, name] of [
          ["Kommunen", "municipality"],
          ["Personer og adgang", "people"],
          ["Data og sikkerhedskopi", "data"],
          ["Hjælp", "help"],
        ]) {
          await desk.getByRole("tab", { name: tab }).click();
          await desk.waitForLoadState("networkidle").catch(() => undefined);
          await look(desk, `${theme}-settings-${name}`);
        }
        await desk.getByRole("tab", { name: "Personer og adgang" }).click();
        await row(desk, 1).click();
        await desk.waitForSelector("aside h2");
        await look(desk, `${theme}-settings-person`);
      });
    });
  });
}

test("axe finds nothing to say about the screens of the first start", async () => {
  await onDesk({ demo: false }, async (page) => {
    await ready(page, "choose_passphrase");
    await page.getByRole("button", { name: "Gendan en sikkerhedskopi" }).click();
    await page.click("button[type=submit]");
    await hasNoViolation(page, "choose passphrase, with errors");
    await page.fill("[name=passphrase]", "fem grå gæs går forbi");
    await page.fill("[name=passphrase-again]", "fem grå gæs går forbi");
    await page.keyboard.press("Enter");
    await ready(page, "first_administrator");
    await hasNoViolation(page, "first administrator");
  });
});
