import assert from "node:assert/strict";
import { test } from "node:test";
import { collectedRequest, decide, go, inFourLooks, listed } from "../aktindsigt-steps.mjs";
import { hasNoViolation } from "../axe.mjs";
import { ask, onDesk, openDesk, picture, ready, signInAs } from "../browser.mjs";

const kind = "decision";
const letter = (page, id) => ask(page, "show_aktindsigt_letter", { id, kind });
const said = "Hensynet til en anden privatperson vejer tungest.";
const text = (page) => page.getByRole("textbox", { name: "Brevets tekst" });
const kept = (page) => page.locator("[data-kept]").getByText(/^Gemt kl\./).waitFor();
const selected = (page) => page.evaluate(() => document.activeElement?.value?.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd) ?? "");
/** Away and back: what the desk knows is asked for again. */
async function lookAgain(page) {
  await page.getByRole("tab", { name: "Anmodning" }).click();
  await page.getByRole("tab", { name: "Brev", exact: true }).click();
}

/** The first is given, and the last kept back. */
async function decidedRequest(page) {
  const id = await collectedRequest(page);
  const rows = await listed(page, id);
  await decide(page, id, rows.slice(0, -1), "given");
  await decide(page, id, rows.slice(-1), "withheld", ["OFL-30-1"], said);
  return id;
}

test("the letter by the keyboard: drafted, what is missing written, checked, set", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    await signInAs(page, "anne");
    const id = await collectedRequest(page);
    await go(page, `aktindsigt/${id}?del=brev`);
    await page.getByText("Ingen akter er besluttet endnu").waitFor();
    assert.equal(await page.getByRole("button", { name: "Afslag" }).count(), 0, "no letter about what was not done");
    await hasNoViolation(page, "nothing is decided");
    await page.getByRole("button", { name: "Kvittering" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Kvittering: brevet er ikke skrevet endnu").waitFor();
    assert.match(page.url(), /brev=kvittering/);

    const rows = await listed(page, id);
    await decide(page, id, rows.slice(0, -2), "given");
    await decide(page, id, rows.slice(-1), "withheld", ["OFL-30-1"], said);
    await go(page, "min-dag");
    await page.waitForSelector("[data-room=my_day][aria-current=page]");
    await go(page, `aktindsigt/${id}?del=brev`);
    // One is left: the letter will be of a part, which is said before it is drafted.
    await page.getByText("1 akt er ikke besluttet. Udkastet bliver en afgørelse om en del").waitFor();
    await page.locator("[data-draft]").focus();
    await page.keyboard.press("Enter");
    await text(page).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    const preview = page.locator("[data-preview]");
    await preview.getByRole("heading", { name: "Afgørelse om en del af din anmodning" }).waitFor();
    await preview.getByText(said).waitFor();
    await page.locator("[data-written]").getByText("som ingen har rettet i").waitFor();
    await page.getByRole("heading", { name: /^Mangler at blive skrevet \([1-9]\)$/ }).waitFor();
    await hasNoViolation(page, "a draft");
    await picture(page, "aktindsigt-letter-draft");

    // What is missing keeps it from being set, and is gone to by the keys.
    await page.getByRole("button", { name: "Gem som PDF" }).click();
    await page.getByRole("alert").getByText("firkantede parenteser").waitFor();
    await text(page).focus();
    for (let left = (await letter(page, id)).faults.length; left > 0; left -= 1) {
      await page.keyboard.press("F8");
      assert.match(await selected(page), /^\[skriv/);
      await page.keyboard.type("den 4. januar 2027");
    }
    await page.getByText("Intet mangler at blive skrevet").waitFor();
    await kept(page);
    const saved = await letter(page, id);
    assert.deepEqual(saved.faults, []);
    assert.ok(saved.text.includes("senest den 4. januar 2027"));
    await preview.getByText("senest den 4. januar 2027").first().waitFor();
    await page.locator("[data-written]").getByText(/^Skrevet af Anne/).waitFor();

    // What the check finds is told beside the text, and gone to.
    await text(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n\n## Praktisk\n- Oplys cpr 700180-1234.");
    const findings = page.getByRole("region", { name: "Kvalitetstjek" });
    await findings.getByRole("button", { name: /700180-1234/ }).waitFor();
    await preview.getByRole("heading", { name: "Praktisk" }).waitFor();
    await findings.getByRole("button", { name: /700180-1234/ }).focus();
    await page.keyboard.press("Enter");
    assert.equal(await selected(page), "700180-1234");
    await picture(page, "aktindsigt-letter-finding");
    await page.keyboard.type("dit nummer");
    await findings.getByRole("button", { name: /700180-1234/ }).waitFor({ state: "detached" });
    await page.keyboard.press("Control+s");
    await kept(page);

    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Gem som PDF" }).click()]);
    assert.match(file.suggestedFilename(), /^Afgørelse \d{4}-\d{6}\.pdf$/);
    await page.getByText("Brevet er gemt som PDF").waitFor();
  });
});

test("what two write at once is both there, and nothing typed is lost when it cannot be kept", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    await signInAs(page, "anne");
    const id = await decidedRequest(page);
    await ask(page, "draft_aktindsigt_letter", { id, kind, insteadOf: null });
    await go(page, `aktindsigt/${id}?del=brev`);
    await text(page).waitFor();
    const other = async (words) => {
      const now = await letter(page, id);
      await ask(page, "save_aktindsigt_letter", { id, kind, version: now.version, text: `${now.text}\n\n${words}`, keepsAsWritten: false });
    };
    await other("Skrevet af den anden.");
    await text(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n\nSkrevet af mig.");
    const theirs = page.locator("[data-theirs]");
    await theirs.locator("mark").getByText("den anden").waitFor();
    assert.ok((await text(page).inputValue()).includes("Skrevet af mig."));
    await page.locator("[data-kept]").getByText("Ikke gemt endnu").waitFor();
    await hasNoViolation(page, "two at once");
    await picture(page, "aktindsigt-letter-conflict");
    await page.getByRole("button", { name: "Gem min tekst" }).focus();
    await page.keyboard.press("Enter");
    await theirs.waitFor({ state: "detached" });
    await kept(page);
    assert.ok((await letter(page, id)).text.includes("Skrevet af mig."));

    // The other's instead: one's own is laid aside, and can be brought back.
    await other("Igen den anden.");
    await page.keyboard.type(" Også af mig.");
    await theirs.getByText("Igen den anden.").waitFor();
    await page.getByRole("button", { name: "Brug den her i stedet" }).click();
    assert.ok((await text(page).inputValue()).includes("Igen den anden."));
    await page.getByRole("button", { name: "Hent den tilbage" }).click();
    assert.ok((await text(page).inputValue()).includes("Også af mig."));
    await page.locator("[data-kept]").getByText(/^Gemt kl\./).waitFor();
    assert.ok((await letter(page, id)).text.includes("Også af mig."));
    await page.getByRole("button", { name: "Smid den ud" }).click();

    // The desk does not answer: what is typed stays, also when one looks something up in between.
    await page.route("**/call/save_aktindsigt_letter", (route) => route.fulfill({ status: 500, json: { code: "internal", reference: "r-1" } }));
    await text(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n\nIkke gemt.");
    await page.getByRole("alert").filter({ hasText: "r-1" }).waitFor();
    await page.locator("[data-kept]").getByText("Ikke gemt endnu").waitFor();
    await go(page, "min-dag");
    await page.waitForSelector("[data-room=my_day][aria-current=page]");
    await go(page, `aktindsigt/${id}?del=brev`);
    await text(page).waitFor();
    assert.ok((await text(page).inputValue()).includes("Ikke gemt."));
    await page.unroute("**/call/save_aktindsigt_letter");
    await page.getByRole("button", { name: "Prøv igen" }).click();
    await kept(page);
    assert.ok((await letter(page, id)).text.includes("Ikke gemt."));

    // Typed a moment before the lock falls: it is kept when she is back.
    await text(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" Under låsen.");
    await page.keyboard.press("Control+l");
    await ready(page, "locked");
    await page.fill("dialog [name=password] >> visible=true", "regn over havnen");
    await page.keyboard.press("Enter");
    await ready(page, "signed_in");
    await kept(page);
    assert.ok((await letter(page, id)).text.includes("Under låsen."));

    // An empty letter is not kept, and says so.
    await text(page).fill("");
    await page.locator("[data-kept]").getByText("Et tomt brev gemmes ikke").waitFor();
    assert.notEqual((await letter(page, id)).text, "");
  });
});

test("other decisions are told word by word, and a person says what becomes of the text", async () => {
  await onDesk({ clearDesks: true }, async (page, backend) => {
    await signInAs(page, "anne");
    const id = await decidedRequest(page);
    await go(page, `aktindsigt/${id}?del=brev`);
    await page.locator("[data-draft]").click();
    await text(page).waitFor();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n\nDu kan hente sagen på biblioteket.");
    await kept(page);
    const last = (await listed(page, id)).at(-1);
    await decide(page, id, [last], "given");
    await lookAgain(page);
    const difference = page.locator("[data-difference]");
    await difference.locator("del").filter({ hasText: "biblioteket" }).waitFor();
    await hasNoViolation(page, "other decisions");
    await picture(page, "aktindsigt-letter-behind");
    // What is typed is kept meanwhile, and that says nothing of the difference.
    await text(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" Velkommen.");
    await kept(page);
    await difference.locator("del").filter({ hasText: "Velkommen" }).waitFor();
    await page.getByRole("button", { name: "Behold teksten" }).focus();
    await page.keyboard.press("Enter");
    await difference.waitFor({ state: "detached" });
    assert.deepEqual((await letter(page, id)).wouldBe, []);
    assert.ok((await text(page).inputValue()).includes("biblioteket"));

    await decide(page, id, [(await listed(page, id)).at(-1)], "withheld", ["OFL-30-1"], said);
    await lookAgain(page);
    await page.getByRole("button", { name: "Tag det nye udkast" }).click();
    await difference.waitFor({ state: "detached" });
    assert.ok(!(await text(page).inputValue()).includes("biblioteket"));
    await page.getByText("Den tekst, der stod her før, er lagt til side.").waitFor();
    await page.getByRole("button", { name: "Hent den tilbage" }).click();
    assert.ok((await text(page).inputValue()).includes("biblioteket"));
    await kept(page);
    await page.getByRole("button", { name: "Skriv forfra" }).click();
    const asked = page.getByRole("dialog", { name: "Skriv forfra" });
    await hasNoViolation(page, "anew");
    await asked.getByRole("button", { name: "Skriv forfra" }).click();
    await asked.waitFor({ state: "detached" });
    await page.locator("[data-written]").getByText("som ingen har rettet i").waitFor();
    assert.ok(!(await text(page).inputValue()).includes("biblioteket"));

    // Who may read and not work sees the letter, and can change nothing.
    const dpo = await openDesk(backend.url);
    await signInAs(dpo.page, "dorthe");
    await go(dpo.page, `aktindsigt/${id}?del=brev`);
    await dpo.page.getByText("Du kan læse brevet, men ikke ændre det.").waitFor();
    assert.equal(await text(dpo.page).getAttribute("readonly"), "");
    assert.equal(await dpo.page.getByRole("button", { name: "Skriv forfra" }).count(), 0);
    await hasNoViolation(dpo.page, "only to be read");
    await dpo.close();

    // A request that was refused has another letter, and the one that was written can be read.
    const { version } = await ask(page, "show_aktindsigt", { id });
    await ask(page, "act_on_aktindsigt", { id, version, act: { kind: "refuse", ground: "nothing_there", why: "Arkivet er gennemsøgt uden resultat." } });
    await go(page, "min-dag");
    await page.waitForSelector("[data-room=my_day][aria-current=page]");
    await go(page, `aktindsigt/${id}?del=brev`);
    await page.getByText("Afslag: brevet er ikke skrevet endnu").waitFor();
    await page.locator("[data-draft]").click();
    await page.locator("[data-preview]").getByText("Arkivet er gennemsøgt").waitFor();
    await page.getByRole("button", { name: "Afgørelse" }).click();
    await page.getByText("Anmodningen er lukket, så brevet kan ikke ændres mere.").waitFor();
    assert.equal(await text(page).getAttribute("readonly"), "");
  });
});

test("the letter in four looks", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    await signInAs(page, "anne");
    const id = await decidedRequest(page);
    const drafted = await ask(page, "draft_aktindsigt_letter", { id, kind, insteadOf: null });
    await ask(page, "save_aktindsigt_letter", { id, kind, version: drafted.version, text: `${drafted.text}\n\nRing på 20 12 34 56, eller skriv cpr. 700180-1234.`, keepsAsWritten: false });
    await inFourLooks(page, `aktindsigt/${id}?del=brev`, "[data-preview] h3", async (look) => {
      await hasNoViolation(page, look);
      await picture(page, `aktindsigt-letter-${look.replace(" ", "-")}`);
    });
  });
});
