import assert from "node:assert/strict";
import { test } from "node:test";
import { answerFindings, collectedRequest, cover, go, inFourLooks, keep, whenRead } from "../aktindsigt-steps.mjs";
import { hasNoViolation } from "../axe.mjs";
import { ask, focused, onDesk, openDesk, picture, signInAs } from "../browser.mjs";

const check = (page, id) => ask(page, "check_consistency", { id });
const said = (page, text) => page.locator("p.said").filter({ hasText: text }).waitFor();
const kindOfFocused = (page) => page.evaluate(() => document.activeElement?.closest("[data-kind]")?.dataset.kind ?? null);
const focusedDoubt = (page) => page.evaluate(() => document.activeElement?.closest("[data-doubt]")?.dataset.doubt ?? null);
const tab = (page, count) => page.getByRole("tab", { name: `Tjek (${count})`, exact: true }).waitFor();

test("the doubts are gone through by the keyboard: looked at, come back from, accepted with a reason", async () => {
  await onDesk({ clearDesks: true }, async (page, backend) => {
    await signInAs(page, "anne");
    const id = await collectedRequest(page);
    const { items } = await whenRead(page, id);
    await go(page, `aktindsigt/${id}?del=tjek`);
    const before = await check(page, id);
    await tab(page, before.open);
    await page.locator("[data-looked-through]").getByText(`akter ${before.documents}`).waitFor();
    // What cannot be accepted stands first, with what is to be done about it.
    await page.locator('[data-kind="unanswered"]').getByText("Dæk det eller behold det i gennemgangen").waitFor();
    await hasNoViolation(page, "doubts");
    await picture(page, "aktindsigt-check");

    // To the place that is named, and back to the doubt one came from.
    await page.keyboard.press("j");
    await said(page, `Tvivl 1 af`);
    await page.keyboard.press("j");
    await said(page, "Tvivl 2 af");
    const at = await focusedDoubt(page);
    const doubt = before.doubts.find((one) => one.key === at);
    await page.keyboard.press("Enter");
    await page.locator("[data-sheet] img.drawn").first().waitFor();
    assert.match(page.url(), new RegExp(`gennemgang\\?akt=${doubt.places[0].itemId}&side=${doubt.places[0].page}&fra=tjek`));
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("Tilbage til Tjek").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.locator("[data-sheet]").focus();
    await page.keyboard.press("Escape");
    await tab(page, before.open);
    await page.waitForFunction((key) => document.activeElement?.closest("[data-doubt]")?.dataset.doubt === key, at);

    // What was never looked at cannot be answered for.
    await page.keyboard.press("a");
    await said(page, "Den kan ikke accepteres");
    for (let presses = 0; presses < 60 && (await kindOfFocused(page)) !== "pages_not_seen"; presses += 1) await page.keyboard.press("j");
    assert.equal(await kindOfFocused(page), "pages_not_seen", await focused(page));
    const unseen = await focusedDoubt(page);
    await page.keyboard.press("a");
    const dialog = page.getByRole("dialog", { name: "Acceptér en tvivl" });
    await dialog.waitFor();
    await dialog.getByRole("button", { name: "Acceptér", exact: true }).click();
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
    await hasNoViolation(page, "why it is accepted");
    await page.keyboard.type("Læst på papir af Anne");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await tab(page, before.open - 1);
    assert.notEqual(await focusedDoubt(page), null, "one goes on with the next");
    assert.notEqual(await focusedDoubt(page), unseen);
    await page.getByText("Accepteret (1)").click();
    await page.locator(`[data-accepted="${unseen}"]`).getByText("Læst på papir af Anne").waitFor();
    await page.locator(`[data-accepted="${unseen}"]`).getByText(/Anne .*2026|Anne/).first().waitFor();
    await page.getByRole("tab", { name: "Log og tid" }).click();
    await page.getByText("Tvivl accepteret:").waitFor();
    await page.getByRole("tab", { name: /^Tjek/ }).click();

    // While one writes why, a colleague changes what it is about: what was written stays.
    await page.locator('[data-kind="pages_not_seen"] [data-doubt]').first().getByRole("button", { name: "Acceptér …" }).click();
    await dialog.getByLabel("Hvorfor er det i orden?").fill("Set efter sammen med lederen");
    await page.route("**/call/accept_doubt", (route) => route.fulfill({ status: 409, json: { code: "conflict" } }));
    await dialog.getByRole("button", { name: "Acceptér", exact: true }).click();
    await dialog.getByRole("alert").getByText("Tvivlen gælder andre steder nu").waitFor();
    assert.equal(await dialog.getByLabel("Hvorfor er det i orden?").inputValue(), "Set efter sammen med lederen");
    await page.unroute("**/call/accept_doubt");
    await dialog.getByRole("button", { name: "Acceptér", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await tab(page, before.open - 2);

    // Covered here and shown there: the word, where it can be seen, and where it is covered.
    await answerFindings(page, id, items.slice(0, 1), (_, finding) => (finding.number % 2 === 0 ? cover("OFL-30-1") : keep));
    const many = (await check(page, id)).doubts.filter((one) => one.kind === "covered_elsewhere");
    assert.ok(many.length > 1, "several are covered in one place alone");
    await page.getByRole("button", { name: "Tjek igen" }).click();
    const both = page.locator('[data-kind="covered_elsewhere"] [data-doubt]').filter({ hasText: many[0].text }).first();
    await both.getByText("Dækket:").waitFor();
    await hasNoViolation(page, "covered elsewhere");
    await picture(page, "aktindsigt-check-covered");

    // What is left of a kind is answered for in one go.
    await both.getByRole("link").first().focus();
    await page.keyboard.press("Shift+A");
    const all = page.getByRole("dialog", { name: `Acceptér ${many.length} tvivl` });
    await all.getByText(`${many.length} tvivl får den samme begrundelse.`).waitFor();
    await all.getByRole("button", { name: "Ansøgeren kender det i forvejen" }).click();
    await all.getByRole("button", { name: `Acceptér alle ${many.length}` }).click();
    await all.waitFor({ state: "detached" });
    await page.locator('[data-kind="covered_elsewhere"]').waitFor({ state: "detached" });
    assert.equal((await check(page, id)).doubts.filter((doubt) => doubt.kind === "covered_elsewhere" && !doubt.accepted).length, 0);

    // Who may read and not work sees the doubts, answers for none, and is told when somebody has answered since.
    const dpo = await openDesk(backend.url);
    await signInAs(dpo.page, "dorthe");
    await go(dpo.page, `aktindsigt/${id}?del=tjek`);
    await dpo.page.getByText("Du kan se tvivlene, men ikke acceptere dem.").waitFor();
    assert.equal(await dpo.page.getByRole("button", { name: /^Acceptér/ }).count(), 0);
    await answerFindings(page, id, items.slice(1, 2), () => keep);
    await dpo.page.getByText("En kollega har svaret i gennemgangen").waitFor();
    await hasNoViolation(dpo.page, "only looking");
    await dpo.page.getByRole("button", { name: "Tjek igen" }).first().click();
    await dpo.page.getByText("En kollega har svaret i gennemgangen").waitFor({ state: "detached" });
    await dpo.close();
  });
});

test("it says what went wrong, what there is nothing of, and leads on when nothing is left", async () => {
  await onDesk({ clearDesks: true }, async (page) => {
    await signInAs(page, "anne");
    const id = await collectedRequest(page);
    let isDown = true;
    await page.route("**/call/check_consistency", (route) =>
      isDown ? route.fulfill({ status: 500, json: { code: "internal", reference: "r-1" } }) : route.continue(),
    );
    await go(page, `aktindsigt/${id}?del=tjek`);
    await page.getByRole("alert").waitFor();
    await hasNoViolation(page, "not checked");
    isDown = false;
    await page.getByRole("button", { name: "Prøv igen" }).click();
    // While its documents are read they are a doubt, and it is checked again by itself when they are.
    const { items } = await whenRead(page, id);
    await page.locator('[data-kind="not_read"]').waitFor({ state: "detached" });
    await page.locator('[data-kind="unanswered"]').waitFor();
    await answerFindings(page, id, items, () => keep);
    const { doubts } = await check(page, id);
    const keys = doubts.filter((one) => one.mayBeAccepted && !one.accepted).map((one) => one.key);
    await ask(page, "accept_doubt", { id, keys, reason: "Set efter." });
    await page.getByRole("button", { name: "Tjek igen" }).click();
    await page.getByText("Intet at indvende").waitFor();
    await tab(page, 0);
    await hasNoViolation(page, "nothing to object to");
    await picture(page, "aktindsigt-check-none");
    await page.getByRole("button", { name: "Videre til brevet" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: "Brev", selected: true }).waitFor();
  });
});

test("the doubts in four looks", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    const id = await collectedRequest(page);
    const { items } = await whenRead(page, id);
    await answerFindings(page, id, items.slice(0, 1), (_, finding) => (finding.number % 2 === 0 ? cover("OFL-30-1") : keep));
    const { doubts } = await check(page, id);
    const accepted = doubts.find((one) => one.mayBeAccepted);
    await ask(page, "accept_doubt", { id, keys: [accepted.key], reason: "Set efter sammen med lederen." });
    await inFourLooks(page, `aktindsigt/${id}?del=tjek`, "[data-doubt]", async (look) => {
      await page.locator("details.panel > summary").click();
      await page.keyboard.press("j");
      await hasNoViolation(page, look);
      await picture(page, `aktindsigt-check-${look.replace(" ", "-")}`);
    });
  });
});
