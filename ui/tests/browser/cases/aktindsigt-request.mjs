import assert from "node:assert/strict";
import { test } from "node:test";
import { hasNoViolation } from "../axe.mjs";
import { ask, focused, onDesk, picture, ready, row, signInAs } from "../browser.mjs";
import { mail, pdf } from "../intake-files.mjs";
import { file, onCase, settled, takeIn } from "../intake-steps.mjs";

async function caseWithDocuments(page) {
  const { rows } = await ask(page, "list_cases", {
    text: "", status: [], unitId: null, responsibleId: null, onlyMine: true, onlyUnassigned: false, onlyOpen: true, due: null,
    sort: "due_first", offset: 0, limit: 100,
  });
  return rows.filter((one) => one.documents >= 5 && one.documents <= 20)[0];
}

const go = (page, link) => page.evaluate((to) => (location.hash = `#/${to}`), link);

async function requests(page) {
  const { rows } = await ask(page, "list_aktindsigter", { shown: "all", onlyMine: false, caseId: null, text: "", offset: 0, limit: 50 });
  return { party: rows.find((one) => one.role === "party"), press: rows.find((one) => one.role === "journalist"), rows };
}

test("a request by the keyboard: from its case to a list that is decided about", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    await signInAs(page, "anne");
    // The room has the tenth digit, and says so when it is empty.
    await page.keyboard.press("Control+0");
    await page.waitForSelector('[data-room="aktindsigt"][aria-current="page"]');
    await page.getByText("Ingen åbne anmodninger").waitFor();
    await hasNoViolation(page, "no requests");

    const asked = await caseWithDocuments(page);
    await go(page, `sag/${asked.id}`);
    const ofCase = page.getByRole("region", { name: "Aktindsigt (0)" });
    await ofCase.getByRole("button", { name: "Anmod om aktindsigt" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Ny anmodning" }).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === "SELECT");

    // What the rules would be, and when the answer is due, stands there while one types.
    const proposal = page.getByRole("complementary", { name: "Regelsæt, programmet foreslår" });
    await proposal.locator('[data-regime="party_access"]').getByText(/2026/).first().waitFor();
    await page.getByLabel("Ansøgerens rolle").selectOption("anyone");
    await proposal.locator('[data-regime="public_access"]').waitFor();
    await page.getByLabel("Ansøgerens rolle").selectOption("party");
    await page.getByLabel("Er der en afgørelse i sagen?").selectOption("yes");
    await proposal.getByText("Ansøgeren er part i en afgørelsessag.").waitFor();

    await page.getByRole("button", { name: "Registrér anmodningen" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
    await page.keyboard.type("Poul Bille");
    await page.getByLabel("Tema").fill("Hele sagen");
    // A title that gives somebody away is held before anything is made, and nothing that was typed is lost.
    await page.getByLabel("Titel", { exact: true }).fill("Aktindsigt til cpr. 610180-1234");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "Titlen" }).waitFor();
    await hasNoViolation(page, "new request, title held");
    await picture(page, "aktindsigt-new");
    await page.getByLabel("Titel", { exact: true }).fill("Aktindsigt i sag om hjælp");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /^\d{4}-\d{6}: Poul Bille$/ }).waitFor();
    await page.getByText("Anmodningen er registreret som").waitFor();
    await page.locator('[data-chosen="party_access"]').waitFor();
    await hasNoViolation(page, "request");

    await page.getByRole("tab", { name: "Materiale" }).click();
    await page.getByRole("button", { name: "Indsaml fra sagerne" }).focus();
    await page.keyboard.press("Enter");
    await page.locator('[data-sum="added"]').getByText(`${asked.documents} akter er kommet på listen`).waitFor();
    await hasNoViolation(page, "collected");
    await page.getByRole("button", { name: "Indsaml fra sagerne" }).click();
    await page.locator('[data-sum="already"]').getByText(`${asked.documents} var der i forvejen`).waitFor();
    await page.getByRole("button", { name: "Til aktlisten" }).click();

    await row(page, 1).waitFor();
    await page.locator("[role=grid]").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await page.getByText(`2 af ${asked.documents} valgt`).waitFor();
    await page.keyboard.press("g");
    await page.getByText("2 akter: Gives").waitFor();
    await row(page, 2).getByText("Gives", { exact: true }).waitFor();
    assert.match(await focused(page), /^div Aktliste/, "the keys stay in the list");
    await page.getByRole("button", { name: "Fortryd" }).click();
    await row(page, 1).getByText("Ikke besluttet").waitFor();

    // Withheld: only what the rules know, and not before what it asks is answered.
    await page.locator("[role=grid]").focus();
    await page.keyboard.press("t");
    const dialog = page.getByRole("dialog", { name: "Beslut om 1 akt" });
    await dialog.locator('[data-basis="FVL-12"]').waitFor();
    assert.equal(await dialog.locator('[data-basis^="OFL"]').count(), 0, "no basis of another act");
    await dialog.getByRole("button", { name: "Beslut", exact: true }).click();
    await dialog.getByText("Vælg mindst én hjemmel").waitFor();
    await dialog.getByLabel("Find en hjemmel").fill("§ 12");
    await dialog.locator('[data-basis="FVL-12"]').check();
    assert.match(await dialog.getByLabel("Begrundelse i brevet").inputValue(), /intern/i, "it begins with the standard wording");
    await dialog.getByRole("button", { name: "Beslut", exact: true }).click();
    await dialog.getByText("Besvar det, der er markeret").waitFor();
    await hasNoViolation(page, "what a basis asks");
    await picture(page, "aktindsigt-decide");
    for (const question of ["extraction", "open_internal", "more_openness"]) {
      await dialog.locator(`[data-question="${question}"] input[value="considered"]`).check();
    }
    await dialog.getByRole("button", { name: "Beslut", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await row(page, 2).getByText("§ 12").waitFor();

    // The row opens beside the list, its place is changed there, and Escape leads back.
    await page.locator("[role=grid]").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: /^Akt 1:/ }).waitFor();
    const pane = page.getByRole("complementary");
    await hasNoViolation(page, "a document of the list");
    await pane.getByLabel("Titel, som den udleveres").fill("Brev af ukendt dato");
    await page.keyboard.press("Enter");
    await page.getByText("Akten er rettet").waitFor();
    await row(page, 1).getByText("Brev af ukendt dato").waitFor();
    await pane.getByLabel("Flyt til nummer").fill("3");
    await page.keyboard.press("Enter");
    await row(page, 3).getByText("Brev af ukendt dato").waitFor();
    await pane.getByRole("button", { name: "Tag ud af listen" }).click();
    await page.getByRole("button", { name: "Uden for temaet" }).click();
    await page.getByRole("button", { name: "Tag ud", exact: true }).click();
    await pane.getByText("Uden for temaet").waitFor();
    await pane.getByRole("button", { name: "Sæt tilbage" }).click();
    await page.getByText("Akten er sat tilbage, sidst på listen").waitFor();
    await pane.getByRole("button", { name: "Giv", exact: true }).focus();
    await page.keyboard.press("Escape");
    await pane.waitFor({ state: "detached" });
    assert.match(await focused(page), /^div Aktliste/, "closing gives the focus back to the list");

    await page.getByRole("tab", { name: "Log og tid" }).click();
    await page.getByText("Besluttet:").first().waitFor();
    await page.getByRole("button", { name: "Notér tid" }).click();
    await page.getByLabel("Hvor længe?").fill("1,5 t");
    await page.keyboard.press("Enter");
    await page.getByText("Tiden er noteret").waitFor();
    await page.locator("dd", { hasText: "1 t 30 min." }).first().waitFor();
    await hasNoViolation(page, "log and time");
  });
});

test("a mail that was taken in begins the request, and each file of it is accounted for", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    await onCase(page);
    const letter = pdf([["Ansøgning om rampe."]]);
    await takeIn(page, [
      file("anmodning.eml", mail({ from: "Ingeborg Skjern <i@example.dk>", to: "kommunen@example.dk", subject: "SV: Min rampe", text: "Jeg vil se min sag." })),
      file("ansoegning.pdf", letter),
      file("kopi.pdf", letter),
    ]);
    await settled(page, /3 filer/);
    await row(page, 1).getByText("anmodning.eml").click();
    await page.getByRole("button", { name: "Registrér som anmodning om aktindsigt" }).click();
    await page.getByRole("heading", { name: "Ny anmodning" }).waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll("input")].some((one) => one.value === "Ingeborg Skjern"));
    assert.equal(await page.getByLabel("Kontakt").inputValue(), "i@example.dk");
    assert.equal(await page.getByLabel("Tema").inputValue(), "Min rampe");
    assert.equal(await page.getByLabel("Modtaget den").inputValue(), "02-11-2026");
    // What was typed stands there still when one has looked something up in between.
    await page.getByLabel("Tema").fill("Rampen");
    await page.keyboard.press("Control+1");
    await page.waitForSelector("[data-room=my_day][aria-current=page]");
    await page.keyboard.press("Control+0");
    assert.equal(await page.getByLabel("Tema").inputValue(), "Rampen");
    await page.getByRole("button", { name: "Registrér anmodningen" }).click();
    await page.getByRole("heading", { name: /: Ingeborg Skjern$/ }).waitFor();
    await page.getByRole("tab", { name: "Materiale" }).click();
    await page.getByLabel("Hvilken indlæsning?").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Indsaml fra indlæsningen" }).click();
    await page.locator('[data-sum="added"]').getByText("2 akter er kommet på listen").waitFor();
    await page.getByText("kopi.pdf: kopi af en anden fil i indlæsningen").waitFor();
    await hasNoViolation(page, "collected from an intake");
  });
});

test("what two do at once is told, row by row, and nothing typed is lost", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const { party } = await requests(page);
    await go(page, `aktindsigt/${party.id}`);
    await page.getByRole("button", { name: "Ret oplysninger" }).click();
    const dialog = page.getByRole("dialog", { name: "Ret oplysninger" });
    await dialog.getByLabel("Tema").fill("Mit tema");
    const detail = await ask(page, "show_aktindsigt", { id: party.id });
    const facts = { ...detail.facts, theme: "Et andet tema", contact: "20 30 40 50" };
    await ask(page, "change_aktindsigt", { id: party.id, version: detail.version, facts, addCaseIds: [] });
    await dialog.getByRole("button", { name: "Gem" }).click();
    await dialog.getByRole("alert").getByText(/Et andet tema/).waitFor();
    assert.equal(await dialog.getByLabel("Tema").inputValue(), "Mit tema");
    assert.equal(await dialog.getByLabel("Kontakt").inputValue(), "20 30 40 50", "what was not touched follows");
    await hasNoViolation(page, "changed by two");
    await dialog.getByRole("button", { name: "Gem" }).click();
    await dialog.waitFor({ state: "detached" });

    // Two of three are as they were looked at: nothing is decided, and the one that is not is named.
    await page.getByRole("tab", { name: /^Aktliste/ }).click();
    await page.getByRole("button", { name: /Mangler/ }).click();
    await page.waitForURL(/vis=mangler/);
    await page.locator("[role=grid]:not([aria-busy])").waitFor();
    await row(page, 3).waitFor();
    await page.locator("[role=grid]").focus();
    for (let at = 1; at <= 3; at += 1) {
      await page.keyboard.press("Space");
      await page.getByText(new RegExp(`${at} af \\d+ valgt`)).waitFor();
      await page.keyboard.press("ArrowDown");
    }
    const { rows } = await ask(page, "list_items", { id: party.id, shown: "undecided", offset: 0, limit: 10 });
    const decided = await ask(page, "decide_items", {
      id: party.id, items: [{ id: rows[1].id, version: rows[1].version }], decision: "given", bases: [], answers: [], text: "",
    });
    assert.equal(decided.decided, 1, JSON.stringify(decided));
    await page.keyboard.press("g");
    const refused = page.getByRole("dialog", { name: "Beslut om 3 akter" });
    await refused.getByRole("button", { name: "Beslut om 3 akter" }).click();
    await refused.locator('[data-refused="conflict"]').getByText(`Akt ${rows[1].number}`).waitFor();
    await hasNoViolation(page, "refused");
    await refused.getByRole("button", { name: "Beslut om de 2 andre" }).click();
    await page.getByText("2 akter: Gives").waitFor();
    const after = await ask(page, "list_items", { id: party.id, shown: "undecided", offset: 0, limit: 10 });
    assert.equal(after.total, rows.length - 3);

    // Refused as a whole: the ground must hold, and what was written stays.
    await page.getByRole("tab", { name: "Anmodning" }).click();
    await page.getByRole("button", { name: "Afslå hele anmodningen" }).click();
    const refuse = page.getByRole("dialog", { name: "Afslå hele anmodningen" });
    await refuse.getByLabel("Hvorfor?").fill("Det tager for lang tid.");
    await refuse.getByRole("button", { name: "Afslå", exact: true }).click();
    await refuse.getByRole("alert").getByText("De valgte regelsæt kender ikke det grundlag.").waitFor();
    assert.equal(await refuse.getByLabel("Hvorfor?").inputValue(), "Det tager for lang tid.");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Træk tilbage" }).click();
    await page.getByRole("dialog").getByLabel("Hvorfor?").fill("Ansøgeren ringede.");
    await page.getByRole("dialog").getByRole("button", { name: "Træk tilbage" }).click();
    await page.getByText("Trukket tilbage", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: "Genoptag" }).waitFor();
    await page.getByRole("tab", { name: "Materiale" }).click();
    await page.getByText("Anmodningen er afsluttet. Genoptag den for at indsamle mere.").waitFor();
  });
});

test("the list of requests is chosen by its link, kept under a name, and says what went wrong", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await go(page, "aktindsigt");
    await row(page, 3).waitFor();
    await row(page, 1).getByText(/dage over/).waitFor({ state: "attached" });
    await page.getByLabel("Kun mine").check();
    await page.waitForURL(/mine=ja/);
    await page.getByText("2 anmodninger").waitFor();
    await page.getByLabel("Søg på ansøger").fill("folkeblad");
    await page.waitForURL(/tekst=folkeblad/);
    await page.getByText("1 anmodning", { exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /Havrelunde Folkeblad/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("1 anmodning", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Gemte filtre" }).click();
    await page.getByRole("menuitem").first().click();
    await page.getByRole("dialog").getByRole("textbox").first().fill("Avisen");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /Gemte filtre|Avisen/ }).getByText("Avisen").waitFor();
    await page.getByRole("button", { name: "Afsluttede" }).click();
    await page.getByText("Ingen anmodninger passer").waitFor();
    await page.getByRole("button", { name: /Gemte filtre|Avisen/ }).click();
    await page.getByRole("menuitemradio", { name: "Avisen" }).click();
    await page.getByText("1 anmodning", { exact: true }).waitFor();

    let isDown = true;
    await page.route("**/call/list_aktindsigter", (route) =>
      isDown ? route.fulfill({ status: 500, json: { code: "internal", reference: "r-1" } }) : route.continue(),
    );
    await page.getByRole("button", { name: "Alle", exact: true }).click();
    await page.getByRole("alert").waitFor();
    isDown = false;
    await page.getByRole("button", { name: "Prøv igen" }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
  });
});

test("a list of five thousand: both ends are reached, all are marked, and only what is seen is drawn", async () => {
  await onDesk({}, async (page) => {
    const many = 5_000;
    await signInAs(page, "anne");
    const { press } = await requests(page);
    let sent = 0;
    // Only the length is invented: the rows are the desk's own, repeated.
    await page.route("**/call/list_items", async (route) => {
      const asked = route.request().postDataJSON();
      const response = await route.fetch({ postData: { ...asked, offset: 0, limit: 30 } });
      const body = await response.json();
      const rows = Array.from({ length: Math.min(asked.limit, many - asked.offset) }, (_, n) => {
        const at = asked.offset + n;
        return { ...body.rows[at % body.rows.length], id: `${body.rows[at % body.rows.length].id}-${at}`, number: at + 1, title: `Akt nummer ${at + 1}` };
      });
      return route.fulfill({ response, json: { ...body, rows, total: many } });
    });
    await page.route("**/call/decide_items", async (route) => {
      sent = route.request().postDataJSON().items.length;
      return route.fulfill({ json: { decided: sent, refused: [], counts: {} } });
    });
    await go(page, `aktindsigt/${press.id}?del=aktliste`);
    await page.getByText("5.000 akter").waitFor();
    const drawn = () => page.locator("[role=grid] [id^=aktliste-row-]").count();
    assert.ok((await drawn()) < 60);
    await page.locator("[role=grid]").focus();
    await page.keyboard.press("End");
    await row(page, many).getByText("Akt nummer 5000", { exact: true }).waitFor();
    assert.ok((await drawn()) < 60);
    await page.keyboard.press("a");
    await page.getByText("5.000 af 5.000 valgt").waitFor();
    await page.keyboard.press("g");
    await page.getByText("5.000 akter: Gives").waitFor();
    assert.equal(sent, many);
    assert.match(await page.getAttribute("[role=grid]", "aria-activedescendant"), /-4999$/, "one stays where one was");
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });
});

test("dark and in English there is nothing that axe objects to", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const { party } = await requests(page);
    const { rows } = await ask(page, "list_items", { id: party.id, shown: "listed", offset: 0, limit: 10 });
    // Signs that a list seldom has all of at once.
    await page.route("**/call/list_items", async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      const signs = [
        { isChanged: true },
        { isGone: true },
        { copies: 2, titleStops: 1 },
        { decision: "undecided", proposal: { decision: "withheld", bases: [{ id: "OFL-30-1", paragraph: "offentlighedslovens § 30, nr. 1", isAllowed: false }], text: "" } },
        { notBefore: "2027-01-02" },
      ];
      return route.fulfill({ response, json: { ...body, rows: body.rows.map((one, at) => ({ ...one, ...signs[at] })) } });
    });
    await ask(page, "change_setting", { key: "theme", value: "dark" });
    await ask(page, "change_setting", { key: "language", value: "en" });
    await page.reload();
    await ready(page, "signed_in");
    const check = async (link, wait) => {
      await go(page, link);
      await wait.first().waitFor();
      await hasNoViolation(page, `${link} dark en`);
    };
    await check("aktindsigt", page.getByText("3 requests"));
    await check("aktindsigt/ny", page.getByRole("heading", { name: "Rules that the program proposes" }));
    await check(`aktindsigt/${party.id}`, page.getByRole("heading", { name: "What is to happen?" }));
    await check(`aktindsigt/${party.id}?del=materiale`, page.getByRole("heading", { name: "From a search" }));
    await check(`aktindsigt/${party.id}?del=aktliste&akt=${rows[4].id}`, page.getByRole("complementary"));
    for (const at of [0, 1, 3]) await check(`aktindsigt/${party.id}?del=aktliste&akt=${rows[at].id}`, page.getByRole("heading", { name: `Document ${at + 1}:` }));
    await picture(page, "aktindsigt-signs-dark-en");
    await page.getByRole("complementary").getByRole("button", { name: "Withhold …" }).click();
    await page.getByRole("dialog").locator("[data-basis]").first().waitFor();
    await hasNoViolation(page, "decide dark en");
    await picture(page, "aktindsigt-decide-dark-en");
    await page.unrouteAll({ behavior: "ignoreErrors" });
  });
});
