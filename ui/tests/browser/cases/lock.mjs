import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, enterRoom, focused, onDesk, picture, ready, row, signInAs } from "../browser.mjs";

const password = "regn over havnen";

async function unlock(page) {
  await page.fill("dialog [name=password]", password);
  await page.keyboard.press("Enter");
  await ready(page, "signed_in");
}

test("the lock hides everything, and the unlock gives it back as it was", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "search");
    await row(page, 3).click();
    await page.waitForSelector("aside h2");
    const title = await page.locator("aside h2").innerText();
    await page.locator("[role=grid]").evaluate((grid) => (grid.scrollTop = 2000));
    await page.locator("[role=grid]").focus();

    await page.keyboard.press("Control+l");
    await ready(page, "locked");
    await picture(page, "locked");
    await page.getByText("Sagsbord er låst").waitFor();
    assert.equal(await page.getByText(title).first().isVisible(), false, "no case can be read under the lock");
    const refused = await ask(page, "my_day", {});
    assert.equal(refused.code, "session_locked", "the desk itself is locked, not only the screen");

    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.getByText("Sagsbord er låst").waitFor();
    await page.fill("dialog [name=password]", "forkert");
    await page.keyboard.press("Enter");
    await page.getByText("passer ikke sammen").waitFor();

    await unlock(page);
    assert.equal(await page.locator("aside h2").innerText(), title, "the open case is still open");
    assert.equal(await page.locator("[role=grid]").evaluate((grid) => grid.scrollTop), 2000, "the list stands where it stood");
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
  });
});

test("what is half typed in a dialog survives the lock", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "dorthe");
    await enterRoom(page, "audit");
    await page.getByRole("button", { name: "Efterprøv kæden" }).click();
    await page.getByLabel("Tidligere kvittering").fill("12:abc");
    await page.keyboard.press("Control+l");
    await ready(page, "locked");
    assert.equal(await page.getByLabel("Tidligere kvittering").isVisible(), false);
    await page.fill("dialog [name=password] >> visible=true", "lyset i det øverste vindue");
    await page.keyboard.press("Enter");
    await ready(page, "signed_in");
    assert.equal(await page.getByLabel("Tidligere kvittering").inputValue(), "12:abc");
    assert.match(await focused(page), /^input/);
  });
});

test("a desk that locks itself shows it, and a list that was loading goes on after the unlock", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "search");
    await ask(page, "lock", {});
    await ready(page, "locked");
    await unlock(page);

    // The desk locks while the screen does not know it yet: the next question is refused, then asked again.
    await page.route("**/events*", (route) => route.abort());
    await page.reload();
    await ready(page, "signed_in");
    await enterRoom(page, "settings");
    await ask(page, "lock", {});
    await page.click("[data-room=my_day]");
    await ready(page, "locked");
    await unlock(page);
    await page.locator("[data-row]").first().waitFor();
    assert.equal(await page.locator("main [role=alert]").count(), 0);
  });
});

test("one can sign out from the lock, and the next person finds nothing of the first", async () => {
  await onDesk({}, async (page) => {
    await signInAs(page, "anne");
    await enterRoom(page, "search");
    await page.fill("[role=search] input", "pleje");
    await page.waitForURL(/tekst=pleje/);
    // What was said a moment ago is the first person's too.
    await page.keyboard.press("Control+Shift+o");
    await page.getByRole("dialog", { name: "Ny opgave" }).getByLabel("Hvad skal gøres?").fill("Ring til lægen");
    await page.keyboard.press("Enter");
    await page.locator(".toast").waitFor();
    await page.keyboard.press("Control+l");
    await ready(page, "locked");
    await page.getByRole("button", { name: "Log ud" }).click();
    await signInAs(page, "mads");
    assert.equal(await page.locator(".toast").count(), 0);
    await enterRoom(page, "search");
    assert.equal(await page.inputValue("[role=search] input"), "");
  });
});
